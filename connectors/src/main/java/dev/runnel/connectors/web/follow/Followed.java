package dev.runnel.connectors.web.follow;

import dev.runnel.core.record.SourceRecord;
import dev.runnel.engine.Origin;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Records;
import dev.runnel.engine.sequence.SequentialSource;
import dev.runnel.engine.source.Form;
import dev.runnel.engine.source.SourceHealth;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** The records of a server's messages, in the order in which they come. */
record Followed(FollowSettings settings) implements Records<FollowPosition> {
    private static final long serialVersionUID = 1;

    static Source<SourceRecord, ?, ?> source(Origin origin) {
        return SequentialSource.endless(new Followed(FollowSpec.of(origin.settings())), Duration.ZERO);
    }

    @Override
    public RecordReader<FollowPosition> open(@Nullable FollowPosition after) {
        return open(after, new SourceHealth());
    }

    @Override
    public RecordReader<FollowPosition> open(@Nullable FollowPosition after, SourceHealth health) {
        return new FollowReader(settings, after == null ? FollowPosition.FIRST : begin(after), health);
    }

    /** What is sent over a WebSocket is not sent again, so nothing of it is left to be passed over. */
    private FollowPosition begin(FollowPosition after) {
        return after.id() == null || after.id().isEmpty() ? after.within(0) : after;
    }

    @Override
    public Optional<Form<FollowPosition>> form() {
        return Optional.of(FollowPosition.FORM);
    }
}
