package dev.runnel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that builds Runnel when its sources changed. A small script stands in for Maven: it counts how often it is
 * asked and makes a distribution that prints its arguments, so that only our script's own decisions are tested.
 */
class BuildLauncherITCase {
    private static final String MAVEN =
            """
            #!/bin/bash
            echo "[INFO] Building Runnel core 1                              [1/2]"
            echo asked >> "$(dirname "$0")/asked"
            sleep "${MAVEN_TAKES:-0}"
            if [ -e "$(dirname "$0")/broken" ]; then echo "[ERROR] A.java:[1,1] nonsense"; exit 1; fi
            for argument; do
              case $argument in
                -Ddistribution.parent=*) parent=${argument#*=} ;;
                -Ddistribution.name=*) name=${argument#*=} ;;
              esac
            done
            mkdir -p "$parent/$name/runnel-1/bin"
            printf '#!/bin/sh\\n[ "$1" = prepare ] || echo "ran with $*"\\n' > "$parent/$name/runnel-1/bin/runnel"
            chmod +x "$parent/$name/runnel-1/bin/runnel"
            """;

    @TempDir
    Path folder;

    private Path project;
    private Path tools;

    @BeforeEach
    void lay() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        tools = Files.createDirectories(folder.resolve("tools"));
        Files.copy(Path.of("../runnel"), project.resolve("runnel"));
        project.resolve("runnel").toFile().setExecutable(true);
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Path sources = Files.createDirectories(project.resolve("core/src/main/java"));
        Files.writeString(sources.resolve("A.java"), "class A {}");
        Files.writeString(project.resolve("core/pom.xml"), "<project/>");
        script("mvn", MAVEN);
    }

    @Test
    void buildsOnceAndAgainOnlyWhenSourcesChanged() throws Exception {
        assertThat(run("check", "a b").out()).isEqualTo("ran with check a b\n");
        assertThat(run("check").err()).as("nothing to build").isEmpty();
        assertThat(asked()).isEqualTo(1);

        touch(project.resolve("core/src/main/java/A.java"));
        assertThat(run("x").out()).isEqualTo("ran with x\n");
        assertThat(asked()).isEqualTo(2);

        Files.delete(project.resolve("core/src/main/java/A.java"));
        touch(project.resolve("core/src/main/java"));
        run("x");
        assertThat(asked()).as("a file went away").isEqualTo(3);
    }

    @Test
    void twoAtTheSameTimeBuildOnce() throws Exception {
        Process one = start(Map.of("MAVEN_TAKES", "2"), "one");
        Process two = start(Map.of("MAVEN_TAKES", "2"), "two");
        assertThat(text(one)).isEqualTo("ran with one\n");
        assertThat(text(two)).isEqualTo("ran with two\n");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheRestIs() throws Exception {
        Files.writeString(tools.resolve("broken"), "");
        Result failed = run("check");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.err())
                .contains(
                        "[ERROR] A.java:[1,1] nonsense",
                        project.resolve("target/build.log").toString());
        Files.delete(tools.resolve("broken"));
        assertThat(run("check").out()).isEqualTo("ran with check\n");
    }

    @Test
    void anOldJdkIsNamed() throws Exception {
        script("javac", "#!/bin/sh\necho javac 11.0.2\n");
        Result old = run("check");
        assertThat(old.exitCode()).isEqualTo(3);
        assertThat(old.err()).contains("needs JDK 17 or later", "is version 11", "JAVA_HOME");
        assertThat(tools.resolve("asked")).doesNotExist();
    }

    private record Result(int exitCode, String out, String err) {}

    private Result run(String... arguments) throws Exception {
        Path err = folder.resolve("err");
        Process process =
                builder(Map.of(), arguments).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        return builder(environment, arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String text(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private ProcessBuilder builder(Map<String, String> environment, String... arguments) {
        List<String> command =
                new java.util.ArrayList<>(List.of(project.resolve("runnel").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().remove("JAVA_HOME");
        builder.environment().merge("PATH", tools.toString(), (path, ours) -> ours + ":" + path);
        return builder;
    }

    private long asked() throws IOException {
        return Files.readAllLines(tools.resolve("asked")).size();
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(tools.resolve(name), text);
        tools.resolve(name).toFile().setExecutable(true);
    }

    private static void touch(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(1)));
    }
}
