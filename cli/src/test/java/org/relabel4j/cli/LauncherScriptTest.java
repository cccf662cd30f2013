package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script bin/relabel4j, with a stand-in for Java that prints how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {
    private static final String PRINT_CALL = """
            #!/bin/sh
            echo "OMP_NUM_THREADS=$OMP_NUM_THREADS"
            for argument in "$@"; do echo "[$argument]"; done
            exit 7
            """;

    @TempDir
    Path folder;

    private Path script;
    private Path javaHome;

    @BeforeEach
    void install() throws IOException {
        Path home = Files.createDirectories(folder.resolve("my programs/relabel4j"));
        script = Files.createDirectories(home.resolve("bin")).resolve("relabel4j");
        Files.copy(Path.of("src/main/dist/bin/relabel4j"), script);
        assertTrue(script.toFile().setExecutable(true));
        Files.createFile(Files.createDirectories(home.resolve("lib")).resolve("relabel4j-cli.jar"));
        javaHome = install(folder.resolve("my jdk"), "17.0.15", PRINT_CALL);
    }

    @Test
    void passesArgumentsAndExitCodeOnFromAnyFolder() throws Exception {
        Cli.Result result = call(folder, Map.of(), "score", "--labels", "my labels.csv", "");

        assertEquals(7, result.exitCode());
        assertTrue(result.out().contains("relabel4j-cli.jar]\n[score]\n[--labels]\n[my labels.csv]\n[]\n"));
        assertTrue(result.out().contains("my programs/relabel4j/lib/relabel4j-cli.jar]"), result.out());
        assertTrue(result.out().contains("[-Drelabel4j.columns=0]"), result.out());
    }

    @Test
    void tooFewOpenFilesAreOneLine() throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", "ulimit -n 48 && exec \"$0\"", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, process.waitFor());
        assertEquals("relabel4j: this shell allows 48 open files, too few for Java; allow more: ulimit -n 256\n", said);
    }

    @Test
    void findsItsHomeThroughLinks() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first link"), script);
        Path second = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("bin")).resolve("relabel4j"), Path.of("../first link"));
        script = second;

        Cli.Result result = call(folder, Map.of(), "models");

        assertEquals(7, result.exitCode(), result.err());
        assertTrue(Files.isSymbolicLink(first));
        assertTrue(result.out().contains("relabel4j-cli.jar]\n[models]\n"), result.out());
    }

    @Test
    void leavesOneThreadToNativeOperationsUnlessToldOtherwise() throws Exception {
        assertTrue(call(folder, Map.of()).out().startsWith("OMP_NUM_THREADS=1\n"));
        assertTrue(call(folder, Map.of("OMP_NUM_THREADS", "2")).out().startsWith("OMP_NUM_THREADS=2\n"));
    }

    /** Java crashes on an archive of classes that was cut off. */
    @Test
    void makesACutOffClassArchiveAnew() throws Exception {
        String makesAnArchive = """
                #!/bin/sh
                for argument in "$@"; do
                    case $argument in
                        -XX:DumpLoadedClassList=*) : >"${argument#*=}"; exit 0 ;;
                        -Xshare:dump) dump=yes ;;
                        -XX:SharedArchiveFile=*)
                            file=${argument#*=}
                            [ -z "${dump:-}" ] || { echo "all classes" >"$file"; exit 0; }
                            cat "$file" ;;
                    esac
                done
                """;
        javaHome = install(folder.resolve("archiving jdk"), "17.0.15", makesAnArchive);
        Path archive = folder.resolve("my programs/relabel4j/lib/java-17.0.15.jsa");

        assertEquals("all classes\n", call(folder, Map.of()).out());
        assertEquals("all classes\n", call(folder, Map.of()).out());
        Files.writeString(archive, "all cl");
        assertEquals("all classes\n", call(folder, Map.of()).out());
        Files.delete(archive.resolveSibling("java-17.0.15.jsa.bytes"));
        assertEquals("all classes\n", call(folder, Map.of()).out());
        try (var files = Files.list(archive.getParent())) {
            assertEquals(3, files.count());
        }
    }

    /** Java takes the names of files, and arguments, in the locale's characters: C has no letter beyond ASCII. */
    @Test
    void namesMayHaveAnyLetterInTheLocaleC() throws Exception {
        javaHome = install(folder.resolve("telling jdk"), "17.0.15", "#!/bin/sh\necho \"${LC_ALL:-none}\"\n");

        for (String plain : List.of("C", "POSIX")) {
            assertEquals("C.UTF-8\n", call(folder, Map.of("LC_ALL", plain)).out());
        }
        assertEquals(
                "C.UTF-8\n",
                call(folder, Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "")).out());
        assertEquals(
                "C.UTF-8\n",
                call(folder, Map.of("LC_ALL", "", "LC_CTYPE", "C", "LANG", "de_DE.UTF-8"))
                        .out());
        assertEquals(
                "de_DE.ISO-8859-1\n",
                call(folder, Map.of("LC_ALL", "de_DE.ISO-8859-1")).out());
        assertEquals(
                "none\n",
                call(folder, Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "de_DE.UTF-8"))
                        .out());
    }

    /** With a stand-in for spark-submit, which has Spark's jars. */
    @Test
    void aCallWithSparkIsOfItsSubmission() throws Exception {
        Path spark = folder.resolve("my spark");
        Path submit = Files.createDirectories(spark.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, PRINT_CALL);
        assertTrue(submit.toFile().setExecutable(true));
        Path home = script.getParent().resolveSibling("spark");
        Map<String, String> environment =
                Map.of("SPARK_HOME", spark.toString(), "RELABEL4J_SPARK_OPTS", "--executor-memory 2g");
        Files.createFile(script.getParent().resolveSibling("lib/slf4j-simple-1.jar"));

        Cli.Result missing = call(folder, environment, "benchmark", "x", "--spark", "local[2]");
        Files.createFile(Files.createDirectories(home).resolve("relabel4j-spark-1.jar"));
        String apart = call(folder, environment, "benchmark", "x", "--spark", "spark://a:1", "seed=2")
                .out();
        String joined =
                call(folder, environment, "benchmark", "x", "--spark=local[2]").out();
        Cli.Result none = call(folder, Map.of("SPARK_HOME", folder.toString()), "clean", "x", "--spark=local[2]");

        assertTrue(missing.err().contains("there is no relabel4j-spark-*.jar"), missing.err());
        assertTrue(
                apart.startsWith("OMP_NUM_THREADS=1\n[--master]\n[spark://a:1]\n[--class]\n[org.relabel4j.cli.Main]\n"),
                apart);
        assertTrue(
                apart.endsWith("[--executor-memory]\n[2g]\n[" + home.toRealPath()
                        + "/relabel4j-spark-1.jar]\n[benchmark]\n[x]\n[--spark]\n[spark://a:1]\n[seed=2]\n"),
                apart);
        assertTrue(apart.contains("relabel4j-cli.jar]\n") && !apart.contains("slf4j"), apart);
        assertTrue(joined.contains("[--master]\n[local[2]]\n"), joined);
        assertTrue(none.err().contains("but there is no bin/spark-submit in it"), none.err());
    }

    @Test
    void passesJavaOptionsOn() throws Exception {
        String out = call(folder, Map.of("RELABEL4J_JAVA_OPTS", "-Xmx8g -ea")).out();

        assertTrue(out.contains("[-Xmx8g]\n[-ea]\n"), out);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void choosesShorterVectorsOnlyWhereThereAreLonger() throws Exception {
        boolean longer = Files.readString(Path.of("/proc/cpuinfo")).contains("avx512");

        String out = call(folder, Map.of()).out();

        assertEquals(longer, out.contains("[-XX:MaxVectorSize=32]"), out);
    }

    @Test
    void refusesOldJava() throws Exception {
        javaHome = install(folder.resolve("old"), "1.8.0_392", PRINT_CALL);

        Cli.Result result = call(folder, Map.of());

        assertEquals(1, result.exitCode());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("Java 17 or newer is needed, but "), result.err());
        assertTrue(result.err().contains("old/bin/java is version 1.8.0_392"), result.err());
    }

    @Test
    void asksJavaItselfForItsVersionWhereNoFileSays() throws Exception {
        javaHome =
                install(folder.resolve("bare"), null, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");

        Cli.Result result = call(folder, Map.of());

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("is version 11.0.2"), result.err());
    }

    @Test
    void saysWhatToDoWithoutJava() throws Exception {
        javaHome = folder.resolve("nowhere");

        Cli.Result result = call(folder, Map.of());

        assertEquals(1, result.exitCode());
        assertTrue(result.err().startsWith("relabel4j: JAVA_HOME is "), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    private static Path install(Path javaHome, String version, String javaScript) throws IOException {
        Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, javaScript);
        assertTrue(java.toFile().setExecutable(true));
        if (version != null) {
            Files.writeString(javaHome.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
        return javaHome;
    }

    private Cli.Result call(Path from, Map<String, String> environment, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().remove("OMP_NUM_THREADS");
        builder.environment().remove("RELABEL4J_JAVA_OPTS");
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().putAll(environment);
        return Cli.finish(builder);
    }
}
