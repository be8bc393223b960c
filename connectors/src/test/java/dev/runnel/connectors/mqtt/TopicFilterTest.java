package dev.runnel.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/#, sport/tennis, true",
        "sport/tennis/#, sport/tennis/player/rank, true",
        "sport/tennis/#, sport/tennisball, false",
        "#, a/b, true",
        "#, $SYS/uptime, false",
        "+/uptime, $SYS/uptime, false",
        "$SYS/#, $SYS/uptime, true",
        "$SYS/+, $SYS/uptime, true",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+, /finance, false",
        "/+, /finance, true",
        "+/+, /finance, true",
        "a/+/c, a/b/c, true",
        "a/+/c, a/b/d, false",
        "a/b, a/b/c, false",
        "A, a, false"
    })
    void topicsAreMeantAsTheStandardSays(String filter, String topic, boolean meant) {
        assertThat(TopicFilter.of(filter).matches(topic)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "a/#, a/+/c, true",
        "a/+, +/b, true",
        "a/+, +/+/b, false",
        "#, $SYS/#, false",
        "a/b, a/b, true",
        "a/#, a, true",
        "a/+/c, a/b/#, true",
        "a/b/+, a/c/+, false"
    })
    void filtersThatMeanTheSameTopicsAreKnown(String one, String other, boolean overlap) {
        assertThat(TopicFilter.of(one).overlaps(TopicFilter.of(other))).isEqualTo(overlap);
        assertThat(TopicFilter.of(other).overlaps(TopicFilter.of(one))).isEqualTo(overlap);
    }

    @Provide
    Arbitrary<String> filters() {
        return Arbitraries.of("a", "b", "", "+")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(levels -> Arbitraries.of(String.join("/", levels), String.join("/", levels) + "/#"));
    }

    @Provide
    Arbitrary<String> topics() {
        return Arbitraries.of("a", "b", "").list().ofMinSize(1).ofMaxSize(4).map(levels -> String.join("/", levels));
    }

    @Property(tries = 500)
    void whatTwoFiltersBothMeanMakesThemOverlap(
            @ForAll("filters") String one, @ForAll("filters") String other, @ForAll("topics") String topic) {
        TopicFilter a = TopicFilter.of(one);
        TopicFilter b = TopicFilter.of(other);
        if (a.matches(topic) && b.matches(topic)) {
            assertThat(a.overlaps(b))
                    .as("%s and %s both mean %s", one, other, topic)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#", "a/#/b", "a+/b", "#/a", "$share/group/a"})
    void whatIsNoFilterIsTold(String text) {
        assertThat(TopicFilter.mistake(text)).isPresent();
    }

    @Test
    void whatIsOneIsNot() {
        for (String text : new String[] {"a", "/", "+", "#", "a/+/b/#", "a b", "$SYS/#"}) {
            assertThat(TopicFilter.mistake(text)).as(text).isEmpty();
        }
    }
}
