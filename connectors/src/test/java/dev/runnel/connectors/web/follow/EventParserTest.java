package dev.runnel.connectors.web.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event streams as the HTML standard reads them; the first examples are its own. */
class EventParserTest {
    private final List<String> given = new ArrayList<>();
    private final List<Long> retries = new ArrayList<>();

    private List<String> read(String stream, String... types) {
        return read(stream, 1, types);
    }

    private List<String> read(String stream, int pieces, String... types) {
        EventParser parser = new EventParser(
                List.of(types),
                1000,
                null,
                m -> given.add(m.id() + "=" + new String(m.data(), StandardCharsets.UTF_8)),
                retries::add);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += pieces) {
            parser.feed(ByteBuffer.wrap(bytes, i, Math.min(pieces, bytes.length - i)));
        }
        return given;
    }

    @Test
    void linesOfDataAreOneText() {
        assertThat(read("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly("null=YHOO\n+2\n10");
    }

    @Test
    void anIdentifierLastsUntilItIsTakenBackAndCommentsAreNothing() {
        assertThat(read(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"))
                .containsExactly("1=first event", "=second event", "= third event");
    }

    @Test
    void emptyDataAreLinesAndAnEventThatBreaksOffIsNone() {
        assertThat(read("data\n\ndata\ndata\n\ndata:")).containsExactly("null=", "null=\n");
    }

    @Test
    void oneSpaceBehindTheColonIsNoneOfTheData() {
        assertThat(read("data:test\n\ndata: test\n\n")).containsExactly("null=test", "null=test");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void everyEndOfALineIsOneInAnyPieces(int pieces) {
        assertThat(read("\uFEFFid: é\rdata: a\r\rdata: b\r\n\r\ndata: c\n\ndata: ☃\r\n\n", pieces))
                .containsExactly("é=a", "é=b", "é=c", "é=☃");
    }

    @Test
    void otherTypesAreLeftOut() {
        assertThat(read("event: add\ndata: 1\n\nevent: remove\ndata: 2\n\ndata: 3\n\n", "add", "message"))
                .containsExactly("null=1", "null=3");
    }

    @Test
    void aTimeToWaitIsANumber() {
        read("retry: 250\nretry: soon\nretry: -1\n\n");
        assertThat(retries).containsExactly(250L);
    }

    @Test
    void anIdentifierWithNulIsNone() {
        assertThat(read("id: a\ndata: 1\n\nid: b\0c\ndata: 2\n\n")).containsExactly("a=1", "a=2");
    }

    @Test
    void aLongEventIsCutOffAndTheNextIsRead() {
        List<Message> messages = new ArrayList<>();
        EventParser parser = new EventParser(List.of(), 10, null, messages::add, retry -> {});
        String stream =
                "data: " + "x".repeat(5000) + "\n\ndata: 0123456789\n\ndata: 012345\ndata: 6789\n\ndata: ok\n\n";
        parser.feed(ByteBuffer.wrap(stream.getBytes(StandardCharsets.UTF_8)));
        assertThat(messages).hasSize(4);
        assertThat(messages.get(0).isWhole()).isFalse();
        assertThat(messages.get(0).data()).hasSizeLessThan(20);
        assertThat(messages.get(1).isWhole()).isTrue();
        assertThat(messages.get(2).isWhole()).isFalse();
        assertThat(new String(messages.get(3).data(), StandardCharsets.UTF_8)).isEqualTo("ok");
    }
}
