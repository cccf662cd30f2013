package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.datasets.format.Ids;

class TaskNamesTest {
    private static Ids ids(String... names) {
        Ids ids = new Ids();
        List.of(names).forEach(ids::add);
        return ids;
    }

    private static StudioTask task(long id, String... data) {
        var fields = StudioHttp.JSON.createObjectNode();
        for (int n = 0; n < data.length; n += 2) {
            fields.put(data[n], data[n + 1]);
        }
        return new StudioTask(id, fields, 1, false, Instant.EPOCH, Instant.EPOCH, List.of(), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "cat/1.png, cat/1.png",
        "/data/local-files/?d=pictures/cat/1.png, cat/1.png",
        "/data/local-files/?d=pictures%2Fdog%2F1.png, dog/1.png",
        "/data/upload/3/0a1b2c3d-one.png, one.png",
        "https://host.example/a/b%20c.png?size=3, b c.png",
        "https://host.example/a+b.png, a+b.png",
        "s3://bucket/other.png, s3://bucket/other.png",
    })
    void findsTheExampleOfAnImagesAddress(String address, String example) {
        Ids examples = ids("cat/1.png", "dog/1.png", "1.png", "one.png", "b c.png", "a+b.png");

        assertEquals(Optional.of(example), new TaskNames(examples, "image").of(task(1, "image", address)));
    }

    @Test
    void aTasksNumberNamesItIfThatIsSaid() {
        assertEquals(Optional.of("17"), new TaskNames(ids("17"), TaskNames.TASK_ID).of(task(17)));
        assertEquals(Optional.of("x"), new TaskNames(ids("17"), TaskNames.TASK_ID).of(task(17, "id", "x")));
        assertEquals(Optional.empty(), new TaskNames(ids("17"), "example").of(task(17)));
    }

    @Test
    void findsTheFieldThatNamesTheExamples() {
        List<StudioTask> tasks = List.of(
                task(1, "text", "a", "key", "e0", "image", "/x/p.png"),
                task(2, "text", "b", "key", "e1", "image", "/x/q.png"));

        assertEquals(Optional.of("key"), TaskNames.find(ids("e0", "e1"), tasks, List.of("example")));
        assertEquals(Optional.of("image"), TaskNames.find(ids("p.png", "q.png"), tasks, List.of("example")));
        assertEquals(Optional.of("id"), TaskNames.find(ids("1", "2"), tasks, List.of("example")));
        assertEquals(Optional.empty(), TaskNames.find(ids("other"), tasks, List.of("example")));
    }
}
