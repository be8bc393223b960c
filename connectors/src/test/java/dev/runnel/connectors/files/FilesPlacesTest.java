package dev.runnel.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.pipeline.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a pipeline may name, and what the environment's file says of it. */
class FilesPlacesTest {
    @TempDir
    Path folder;

    private List<Diagnostic> mistakes(String path, String environment) throws IOException {
        Files.createDirectories(folder.resolve("env"));
        Files.writeString(folder.resolve(EnvironmentFile.FILE), environment);
        Files.writeString(
                folder.resolve("runnel.yaml"),
                """
                name: shop
                streams:
                  orders:
                    source: { files: { path: "%s" } }
                    fields: { id: bigint! }
                """
                        .formatted(path));
        Diagnostics out = new Diagnostics();
        EnvironmentFile.readPipeline(folder, Map.of("KEY", "k", "SECRET", "s3cr3t"), out);
        return out.all();
    }

    @Test
    void pathsBelowThePipelinesFolderNeedNoLeave() throws IOException {
        for (String path : List.of("in/*.csv", "a.csv", "./in/../in/**/*.csv", folder + "/in/a.csv")) {
            assertThat(mistakes(path, "{}")).as(path).isEmpty();
        }
    }

    @Test
    void pathsThatLeadOutAreRefusedAtTheirPlaceWithWhatToDo() throws IOException {
        for (String path : List.of("/etc/passwd.csv", "../other/*.csv", "in/../../x.csv", "in/*/../../../x.csv")) {
            assertThat(mistakes(path, "allow_paths: /data"))
                    .as(path)
                    .singleElement()
                    .satisfies(m -> {
                        assertThat(m.at().line()).isEqualTo(4);
                        assertThat(m.message()).isEqualTo("'" + path + "' lies outside the pipeline's folder");
                        assertThat(m.suggestion()).hasValueSatisfying(s -> assertThat(s)
                                .contains("put the files below it")
                                .contains("env/embedded.yaml: allow_paths: ["));
                    });
        }
        assertThat(mistakes("/data/in/*.csv", "{}").get(0).suggestion().orElseThrow())
                .contains("[/data/in]");
        assertThat(mistakes("s3://b/in/*.csv", "{}").get(0).suggestion())
                .hasValue("allow their folder in env/embedded.yaml: allow_paths: [s3://b/in]");
    }

    @Test
    void whatTheEnvironmentAllowsIsTaken() throws IOException {
        assertThat(mistakes("/data/in/*.csv", "allow_paths: /data")).isEmpty();
        assertThat(mistakes("/data-2/in/*.csv", "allow_paths: /data")).hasSize(1);
        assertThat(mistakes("../other/*.csv", "allow_paths: [../other]")).isEmpty();
        assertThat(mistakes("s3://b/in/*.csv", "allow_paths: [\"s3://b/in\"]")).isEmpty();
        assertThat(mistakes("s3://b/in/../x/*.csv", "allow_paths: [\"s3://b/in\"]"))
                .hasSize(1);
        assertThat(mistakes("s3://b/in2/*.csv", "allow_paths: [\"s3://b/in\"]")).hasSize(1);
    }

    @Test
    void mistakesOfTheEnvironmentsFileAreToldInIt() throws IOException {
        assertThat(mistakes("a.csv", "allow_path: /data")).singleElement().satisfies(m -> {
            assertThat(m.at().file()).isEqualTo(folder.resolve(EnvironmentFile.FILE));
            assertThat(m.suggestion()).hasValueSatisfying(s -> assertThat(s).contains("allow_paths"));
        });
        assertThat(mistakes("a.csv", "s3: { access_key: \"${env:KEY}\" }"))
                .singleElement()
                .satisfies(m -> assertThat(m.message()).contains("belong together"));
        assertThat(mistakes("a.csv", "s3: { access_key: me, secret_key: you }"))
                .hasSize(2)
                .allSatisfy(m -> assertThat(m.message()).isEqualTo("a secret is written out here"));
    }

    @Test
    void credentialsAreReadAndNotShown() throws IOException {
        mistakes(
                "a.csv",
                "s3: { endpoint: \"http://127.0.0.1:9000\", path_style: true, access_key: \"${env:KEY}\", secret_key: \"${env:SECRET}\" }");
        Diagnostics out = new Diagnostics();
        FileAccess access = EnvironmentFile.read(folder, Map.of("KEY", "k", "SECRET", "s3cr3t"), out)
                .files();
        assertThat(out.all()).isEmpty();
        assertThat(access.fileSystems())
                .containsEntry("s3.endpoint", "http://127.0.0.1:9000")
                .containsEntry("s3.path-style-access", "true")
                .containsEntry("s3.access-key", "k")
                .containsEntry("s3.secret-key", "s3cr3t");
        assertThat(access.toString()).doesNotContain("s3cr3t");
    }
}
