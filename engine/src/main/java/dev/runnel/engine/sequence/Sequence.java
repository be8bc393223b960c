package dev.runnel.engine.sequence;

import dev.runnel.engine.source.Form;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/**
 * The whole source, as far as it is read.
 *
 * @param position behind which reading goes on; null at the beginning
 */
record Sequence(@Nullable Serializable position) implements SourceSplit, Serializable {
    static final String ID = "all";

    @Override
    public String splitId() {
        return ID;
    }

    @SuppressWarnings("unchecked") // what the reader of this very source gave
    <P extends Serializable> @Nullable P after() {
        return (P) position;
    }

    /** How it stands in checkpoints when positions have a form. */
    static <P extends Serializable> Form<Sequence> form(Form<P> positions) {
        return new Form<>(
                positions.what(),
                positions.version(),
                (sequence, out) -> {
                    P after = sequence.after();
                    out.writeBoolean(after != null);
                    if (after != null) {
                        positions.writing().write(after, out);
                    }
                },
                in -> new Sequence(in.readBoolean() ? positions.reading().read(in) : null));
    }

    /** How far it is, changing. Not thread safe. */
    static final class Progress {
        private @Nullable Serializable position;

        Progress(Sequence split) {
            position = split.position();
        }

        void moved(Serializable reached) {
            position = Objects.requireNonNull(reached);
        }

        Sequence split() {
            return new Sequence(position);
        }
    }
}
