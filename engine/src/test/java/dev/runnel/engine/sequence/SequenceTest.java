package dev.runnel.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How sequences stand in checkpoints. */
class SequenceTest {
    private static final class Formed implements Records<Long> {
        private static final long serialVersionUID = 1;

        @Override
        public RecordReader<Long> open(@Nullable Long after) {
            throw new IllegalStateException("not read here");
        }

        @Override
        public Optional<Form<Long>> form() {
            return Optional.of(new Form<>("numbers", 3, (number, out) -> out.writeLong(number), in -> in.readLong()));
        }
    }

    private final SimpleVersionedSerializer<Sequence> form =
            SequentialSource.endless(new Formed(), Duration.ZERO).getSplitSerializer();

    @Test
    void theFormOfThePositionsIsThatOfTheCheckpoint() throws IOException {
        assertThat(form.getVersion()).isEqualTo(3);
        assertThat(form.serialize(new Sequence(7L))).hasSize(1 + Long.BYTES);
        for (Sequence each : new Sequence[] {new Sequence(null), new Sequence(7L)}) {
            assertThat(form.deserialize(3, form.serialize(each))).isEqualTo(each);
        }
    }

    @Test
    void anotherFormIsRefused() throws IOException {
        byte[] bytes = form.serialize(new Sequence(7L));
        assertThatThrownBy(() -> form.deserialize(1, bytes)).hasMessageContaining("has numbers in form 1");
    }
}
