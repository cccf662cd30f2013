package org.relabel4j.models.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.models.ChildJvm;

class BackendsTest {
    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    /** Runs in a process of its own, because a process has one backend. */
    static final class Child {
        public static void main(String[] args) {
            BackendReport report = Backends.describe();
            System.out.println("backend " + report.backend());
            try {
                Backends.prepare();
            } catch (BackendUnavailableException e) {
                System.out.println("says " + e.getMessage());
            }
        }
    }

    @Test
    void describesTheProcessorsBackend() {
        BackendReport report = Backends.describe();

        assertTrue(report.available(), report::toString);
        assertEquals("cpu", report.backend());
        assertEquals("1.0.0-M2.1", report.nd4jVersion());
        assertTrue(report.threads() >= 1, report::toString);
        assertTrue(report.nativeLibrary().contains("-"), report::toString);
    }

    @Test
    void saysInOneLineThatThereIsNoCuda() throws IOException, InterruptedException {
        assumeFalse(System.getProperty("java.class.path").contains("nd4j-cuda"), "a build with CUDA");
        ChildJvm.Result result = ChildJvm.run(Child.class, List.of("-Drelabel4j.backend=cuda"));

        assertTrue(result.output().contains("backend none"), result::output);
        assertTrue(
                result.output()
                        .contains("says this build has no CUDA: build with ./mvnw -Pcuda, or choose the processor with"
                                + " RELABEL4J_BACKEND=cpu"),
                result::output);
        assertEquals(0, result.exitCode());
    }

    @Test
    void rejectsFewerThanOneThread() {
        assertThrows(IllegalArgumentException.class, () -> Backends.alone(0, () -> 0));
    }

    @Test
    void oneThreadWaitsForWhoeverComputesAlone() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Thread[] other = new Thread[1];

        Backends.alone(2, () -> {
            other[0] = new Thread(() -> Backends.onOneThread(() -> order.add("other")));
            other[0].start();
            while (other[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            return order.add("alone");
        });
        other[0].join();

        assertEquals(List.of("alone", "other"), order);
    }

    @Test
    void severalComputeOnOneThreadEachAtOnce() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Runnable meet = () -> Backends.onOneThread(() -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 0;
        });

        Thread other = new Thread(meet);
        other.start();
        meet.run();
        other.join();

        assertEquals(0, both.getCount());
    }

    @Test
    void refusesToWaitForItself() {
        assertThrows(IllegalStateException.class, () -> Backends.onOneThread(() -> Backends.alone(2, () -> 0)));
        assertEquals(3, Backends.alone(2, () -> Backends.onOneThread(() -> Backends.alone(2, () -> 3))));
    }

    @Test
    void hidesOnlyTheServiceOfCuda(@TempDir Path folder) throws IOException {
        List<URL> roots = new ArrayList<>();
        for (String jar : List.of("nd4j-cuda-11.6", "nd4j-native")) {
            Path file = folder.resolve(jar).resolve(SERVICE);
            Files.createDirectories(file.getParent());
            Files.writeString(file, jar);
            Files.writeString(folder.resolve(jar).resolve("other"), jar);
            roots.add(folder.resolve(jar).toUri().toURL());
        }

        try (URLClassLoader parent = new URLClassLoader(roots.toArray(URL[]::new), null)) {
            CpuOnlyClassLoader loader = new CpuOnlyClassLoader(parent);

            List<URL> services = Collections.list(loader.getResources(SERVICE));
            assertEquals(1, services.size());
            assertTrue(services.get(0).toString().contains("nd4j-native"));
            assertEquals(2, Collections.list(loader.getResources("other")).size());
        }
    }
}
