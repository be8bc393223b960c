package dev.runnel.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.types.StringValue;
import org.junit.jupiter.api.Test;

/** Splits that are found, handed out, handed back, and remembered. */
class HandOutTest {
    private static final Form<Word> WORDS = new Form<>(
            "words",
            1,
            (word, out) -> StringValue.writeString(word.text(), out),
            in -> new Word(StringValue.readString(in)));
    private static final Form<Integer> COUNT =
            new Form<>("a count", 1, (n, out) -> out.writeInt(n), in -> in.readInt());

    private final Readers context = new Readers(2);
    private final List<List<Word>> looks = new ArrayList<>();
    private final List<Integer> kept = new ArrayList<>();
    private int count;

    /** A split that is a word. */
    record Word(String text) implements PulledSplit<Word, Integer> {
        @Override
        public String splitId() {
            return text;
        }

        @Override
        public Word at(Integer next) {
            return new Word(text.substring(next));
        }
    }

    private Search.Found<Word, Integer> look() throws IOException {
        if (looks.isEmpty()) {
            throw new IOException("no words");
        }
        return new Search.Found<>(looks.remove(0), ++count);
    }

    private HandOut<Word, Integer> begin(Looks when, HandedOut<Word, Integer> before) {
        HandOut<Word, Integer> begun = new HandOut<>(context, when, this::look, kept::add, before);
        begun.start();
        return begun;
    }

    private static HandedOut<Word, Integer> nothing() {
        return new HandedOut<>(false, 0, List.of());
    }

    private static List<Word> words(String... texts) {
        return List.of(texts).stream().map(Word::new).toList();
    }

    @Test
    void eachSplitGoesToOneReaderAndThenAllAreToldTheEnd() {
        looks.add(words("a", "b", "c"));
        HandOut<Word, Integer> out = begin(Looks.once(), nothing());
        out.handleSplitRequest(0, null);
        assertThat(context.given).isEmpty(); // nothing is found yet
        context.look();
        out.handleSplitRequest(1, null);
        out.handleSplitRequest(0, null);
        assertThat(context.given).containsExactly("0:a", "1:b", "0:c");
        assertThat(kept).isEmpty();
        out.handleSplitRequest(0, null);
        out.handleSplitRequest(1, null);
        assertThat(kept).containsExactly(1);
        assertThat(context.ended).containsExactly(0, 1);
    }

    @Test
    void whatWaitsIsShownFromTheFirstLookOn() {
        looks.add(words("a", "b", "c"));
        HandOut<Word, Integer> out = begin(Looks.once(), nothing());
        assertThat(context.gauges).isEmpty(); // nobody knows how much there is
        context.look();
        assertThat(waiting()).isEqualTo(3L);
        out.handleSplitRequest(0, null);
        assertThat(waiting()).isEqualTo(2L);
        out.addSplitsBack(words("a"), 0);
        assertThat(waiting()).isEqualTo(3L);
        begin(Looks.once(), new HandedOut<>(true, 1, words("d")));
        assertThat(waiting()).isEqualTo(1L);
    }

    private Object waiting() {
        return Objects.requireNonNull(context.gauges.get(Gauges.WAITING)).getValue();
    }

    @Test
    void whatAReaderHandsBackGoesToTheNextOne() {
        looks.add(words("a", "b"));
        HandOut<Word, Integer> out = begin(Looks.once(), nothing());
        context.look();
        out.handleSplitRequest(0, null);
        out.addSplitsBack(words("a"), 0);
        assertThat(out.snapshotState(1).waiting()).containsExactlyElementsOf(words("a", "b"));
        out.handleSplitRequest(1, null);
        assertThat(context.given).containsExactly("0:a", "1:a");
    }

    @Test
    void anIdleReaderGetsWhatALaterLookFinds() {
        looks.add(words());
        looks.add(words("late"));
        HandOut<Word, Integer> out = begin(Looks.every(Duration.ofMillis(1)), nothing());
        assertThat(context.period).isEqualTo(100);
        out.handleSplitRequest(1, null);
        context.look();
        assertThat(context.given).isEmpty();
        context.look();
        assertThat(context.given).containsExactly("1:late");
        assertThat(context.ended).isEmpty();
    }

    @Test
    void aReaderThatIsGoneGetsNothing() {
        looks.add(words("a"));
        HandOut<Word, Integer> out = begin(Looks.every(Duration.ofSeconds(1)), nothing());
        out.handleSplitRequest(7, null);
        context.look();
        assertThat(context.given).isEmpty();
        assertThat(out.snapshotState(1).waiting()).hasSize(1);
    }

    @Test
    void aStartGoesOnWithWhatWaitedAndLooksOnlyWhereItIsToldTo() {
        HandedOut<Word, Integer> before = new HandedOut<>(true, 5, words("a"));
        HandOut<Word, Integer> once = begin(Looks.once(), before);
        assertThat(context.isAsked()).isFalse();
        once.handleSplitRequest(0, null);
        once.handleSplitRequest(0, null);
        assertThat(context.given).containsExactly("0:a");
        assertThat(context.ended).containsExactly(0);
        assertThat(once.snapshotState(1).memory()).isEqualTo(5);

        looks.add(words("b"));
        HandOut<Word, Integer> again = begin(Looks.atEachStart(), before);
        again.handleSplitRequest(1, null);
        again.handleSplitRequest(1, null);
        assertThat(context.ended).containsExactly(0);
        context.look();
        assertThat(context.given).containsExactly("0:a", "1:a", "1:b");
    }

    @Test
    void aFailedLookSaysWhatWasWrongWithoutItsCause() {
        begin(Looks.once(), nothing());
        assertThatThrownBy(context::look).hasMessage("no words").hasNoCause();
    }

    @Test
    void theStateComesBackAsItWasAndAnOlderFormIsRefused() throws IOException {
        Form<HandedOut<Word, Integer>> form = HandedOut.form(WORDS, COUNT);
        HandedOut<Word, Integer> state = new HandedOut<>(true, 3, words("a", ""));
        byte[] bytes = form.serialize(state);
        assertThat(form.deserialize(form.getVersion(), bytes)).isEqualTo(state);
        assertThatThrownBy(() -> form.deserialize(1, bytes))
                .hasMessageContaining("the checkpoint has words handed out in form 1")
                .hasMessageContaining("reads form 2");
        Form<Word> newer = new Form<>("words", 2, WORDS.writing(), WORDS.reading());
        assertThatThrownBy(() -> HandedOut.form(newer, COUNT).deserialize(2, bytes))
                .hasMessageContaining("the checkpoint has words in form 1");
    }
}
