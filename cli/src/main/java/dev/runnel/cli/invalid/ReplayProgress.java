package dev.runnel.cli.invalid;

import dev.runnel.cli.output.JsonTree;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how much of the invalid records a replay has looked at. Not thread safe. */
final class ReplayProgress implements AutoCloseable {
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private long scanned;

    private ReplayProgress(boolean terminal) {
        this.terminal = terminal;
    }

    static ReplayProgress of(boolean terminal) {
        return new ReplayProgress(terminal);
    }

    /** A bar appears only when there is more than one answer. */
    void at(Map<String, @Nullable Object> answer) {
        scanned += JsonTree.number(answer, "scanned");
        long left = JsonTree.number(answer, "left");
        if (terminal && bar == null && left > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("replay")
                    .setInitialMax(scanned + left)
                    .setUnit(" records", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .build();
        }
        if (bar != null) {
            bar.stepTo(scanned);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
