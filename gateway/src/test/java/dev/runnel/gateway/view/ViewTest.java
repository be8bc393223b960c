package dev.runnel.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final View view = new View("v", 2);
    private final ViewFeed feed = view.feed(50, new Plain());
    private final List<String> heard = new ArrayList<>();

    private record Plain() implements ViewFeed.Format {
        @Override
        public String snapshot(String rows) {
            return "S" + rows;
        }

        @Override
        public String change(String upserts, String deletes) {
            return "C" + upserts + deletes;
        }
    }

    @Test
    void forgetsWhatChangedLongestAgo() {
        feed.follow(heard::add);
        view.apply("a", "{\"a\":1}", 10);
        view.apply("b", "{\"b\":1}", 20);
        view.apply("a", "{\"a\":2}", 30);
        view.apply("c", "{\"c\":1}", 25);
        view.flush(100 * MS);

        assertThat(view.rows().json()).isEqualTo("[{\"a\":2},{\"c\":1}]");
        assertThat(heard).containsExactly("S[]", "C[{\"a\":2},{\"c\":1}][\"b\"]");
    }

    @Test
    void sendsEachKeysLastStateOncePerInterval() {
        feed.follow(heard::add);
        view.apply("a", "{\"n\":1}", 1);
        assertThat(view.flush(100 * MS)).as("nothing is due").isGreaterThan(1_000);
        view.apply("a", "{\"n\":2}", 2);
        assertThat(view.flush(120 * MS)).as("due in so many milliseconds").isBetween(30, 31);
        view.apply("a", "{\"n\":3}", 3);
        view.flush(150 * MS);
        view.apply("a", null, 4);
        view.flush(300 * MS);
        view.flush(400 * MS);

        assertThat(heard).containsExactly("S[]", "C[{\"n\":1}][]", "C[{\"n\":3}][]", "C[][\"a\"]");
    }

    @Test
    void startsANewWithASnapshotWhenItsTopicDoes() {
        view.apply("a", "{\"n\":1}", 1);
        feed.follow(heard::add);
        view.apply("a", "{\"n\":2}", 2);
        view.clear();
        view.flush(100 * MS);

        assertThat(heard).containsExactly("S[{\"n\":1}]", "S[]");
        feed.leave(heard::add);
    }

    @Test
    void pastesKeysThatAreJsonAndQuotesOthers() {
        assertThat(JsonShape.valueOf("{\"a\":1}")).isEqualTo("{\"a\":1}");
        assertThat(JsonShape.valueOf("5")).isEqualTo("5");
        assertThat(JsonShape.valueOf("a,b")).isEqualTo("\"a,b\"");
        assertThat(JsonShape.valueOf("1],[")).isEqualTo("\"1],[\"");
        assertThat(JsonShape.isObject("{\"a\":1} x")).isFalse();
        assertThat(JsonShape.isObject("[1]")).isFalse();
        assertThat(JsonShape.isObject("{\"a\":")).isFalse();
    }
}
