package dev.runnel.cli.embedded;

import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.core.pipeline.Stream;

/**
 * What a running pipeline can take on from another version of it without being started again.
 *
 * @param slots that Flink was started with
 * @param wanted slots of the next version's jobs
 */
record Exchange(Pipeline running, Pipeline next, int slots, int wanted, Diagnostics out) {
    private static final String WHAT_TO_DO = "take it back, or stop the pipeline and start it again";

    void check() {
        Location file = Location.of(next.directory().resolve(PipelineReader.FILE));
        if (wanted > slots) {
            out.error(
                    Code.NEEDS_RESTART,
                    file,
                    "the jobs need " + wanted + " slots of Flink, which was started with " + slots,
                    WHAT_TO_DO);
        }
        if (!running.name().equals(next.name())) {
            changed(file, "the pipeline's name", running.name(), next.name());
        }
        for (Stream stream : next.streams()) {
            running.stream(stream.name()).ifPresent(before -> check(before, stream));
        }
    }

    private void check(Stream before, Stream after) {
        String of = " of stream '" + after.name() + "'";
        changed(after.at(), "the topic" + of, before.log().topic(), after.log().topic());
        changed(after.at(), "the invalid topic" + of, before.invalidTopic(), after.invalidTopic());
        changed(
                after.at(),
                "the number of partitions" + of,
                before.log().partitions(),
                after.log().partitions());
    }

    private void changed(Location at, String what, Object was, Object is) {
        if (!was.equals(is)) {
            out.error(
                    Code.NEEDS_RESTART,
                    at,
                    what + " cannot change from " + was + " to " + is + " while it runs",
                    WHAT_TO_DO);
        }
    }
}
