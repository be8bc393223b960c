package dev.runnel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.cli.embedded.Ending;
import dev.runnel.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EndingTest {
    private static final String FILES = "files: { path: \"*.csv\" }";

    @TempDir
    Path folder;

    @Test
    void aPipelineEndsWhenAllItsSourcesDo() throws IOException {
        Ending ending = ending(FILES, "");
        assertThat(ending.withSources()).isTrue();
        assertThat(ending.told(Optional.empty())).startsWith("It ends by itself when its sources have ended");
        assertThat(ending.told(Optional.of(Duration.ofSeconds(9)))).endsWith(", or after 9 s.");
        assertThat(ending("generator: { every: 1ms, limit: 3, row: { id: sequence } }", "")
                        .withSources())
                .isTrue();
    }

    @Test
    void whatIsServedOrGoesOnKeepsItUp() throws IOException {
        assertThat(ending(FILES, "  clicks: { source: { http: {} }, fields: { id: int } }\n")
                        .told(Optional.empty()))
                .isEqualTo(
                        "Ctrl-C ends it. Its sources may end before, and it stays up since records are sent to the stream"
                                + " 'clicks'; --until-done ends it with them.");
        assertThat(ending(FILES, "  more: { source: { files: { path: b/*.csv, watch: 1s } }, fields: { id: int } }\n")
                        .whyNot())
                .hasValue("the source of the stream 'more' does not end");
        assertThat(ending(FILES, "models:\n  all: { sql: SELECT id FROM rows, key: id, to: { view: {} } }\n")
                        .whyNot())
                .hasValue("the view of the model 'all' is served");
        assertThat(ending("http: {}", "").told(Optional.empty())).isEqualTo("Ctrl-C ends it.");
    }

    @Test
    void optionsSayOtherwise() throws IOException {
        String clicks = "  clicks: { source: { http: {} }, fields: { id: int } }\n";
        assertThat(ending(FILES, clicks, "--until-done").withSources()).isTrue();
        assertThat(ending(FILES, "", "--keep").told(Optional.of(Duration.ofSeconds(9))))
                .isEqualTo("It ends by itself after 9 s.");
        assertThat(ending(FILES, "", "--watch").withSources()).isFalse();
        assertThatThrownBy(() -> ending("http: {}", "", "--until-done"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no source of this pipeline ends");
        assertThatThrownBy(() -> ending(FILES, "", "--until-done", "--watch"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("take one away");
        assertThatThrownBy(() -> ending(FILES, "", "--until-done", "--keep"))
                .isInstanceOf(CommandLine.MutuallyExclusiveArgsException.class);
    }

    private Ending ending(String source, String more, String... options) throws IOException {
        Files.writeString(
                folder.resolve("runnel.yaml"),
                """
                name: pipe
                streams:
                  rows:
                    source: { %s }
                    fields: { id: int }
                    to: { lake: { table: rows } }
                %s"""
                        .formatted(source, more));
        RunCommand command = new RunCommand();
        new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, value -> Duration.ofSeconds(1))
                .parseArgs(options);
        return command.ending(PipelineOption.read(folder));
    }
}
