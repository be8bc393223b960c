package dev.runnel.connectors.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.web.rest.Increment.Mark;
import dev.runnel.connectors.web.rest.Pace.Due;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.testkit.api.ApiServer;
import dev.runnel.testkit.api.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options say, and what is wrong with them. */
class RestSpecTest {
    private static final RestConnector REST = new RestConnector();
    private static final RecordType NOTHING = new RecordType(List.of());

    private static List<String> mistakes(String yaml) throws IOException {
        Diagnostics out = new Diagnostics();
        var settings = Read.settings(yaml, Map.of("SECRET", "s3cret"), out);
        if (out.all().isEmpty()) {
            REST.check(settings, NOTHING, out);
        }
        return out.all().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "url: 'ftp://a/b'                                             | is no address",
                "url: 'https://ann:pw@a/b'                                    | has a user or password in it",
                "url: 'https://a/b', for: 10s                                 | nothing says how often",
                "url: 'https://a/b', every: 0s                                | 'every' is no time at all",
                "url: 'https://a/b', body: x                                  | a GET sends no body",
                "url: 'https://a/b', auth: {}                                 | `auth` says nothing",
                "url: 'https://a/b', auth: { bearer: '${env:SECRET}', api_key: { header: a, value: '${env:SECRET}' } } | in several ways",
                "url: 'https://a/b', auth: { api_key: { value: '${env:SECRET}' } } | a key is sent in a header or in a parameter",
                "url: 'https://a/b', auth: { bearer: abc }                    | a secret is written out here",
                "url: 'https://a/b', headers: { Host: x }                     | the header 'Host' is set by Runnel",
                "url: 'https://a/b', headers: { 'a b': x }                    | this is no header",
                "url: 'https://a/b', headers: { X-Api-Key: x }                | a secret is written out here",
                "url: 'https://a/b', params: [a]                              | names and values, such as 'results: 10'",
                "url: 'https://a/b', pagination: { by: cursor }               | where an answer has the next cursor",
                "url: 'https://a/b', pagination: { by: link, param: x }       | 'param' says nothing where pages go by link",
                "url: 'https://a/b', pagination: { by: page, next: x }        | 'next' says nothing where pages go by page",
                "url: 'https://a/b', pagination: { by: page, size_param: x }  | how many records a page is to have",
                "url: 'https://a/b', incremental: { param: x }                | by a field of the records, or by a token",
                "url: 'https://a/b', rate_limit: often                        | 'often' is no rate",
                "url: 'https://a/b', rate_limit: 1/0s                         | is no rate",
                "url: 'https://a/b', max_body: 1gb                            | an answer may have up to 256mb"
            })
    void mistakesAreSaidAtTheirPlace(String yaml, String message) throws IOException {
        assertThat(mistakes(yaml)).hasSize(1).first().asString().contains(message, ".yaml:1:");
    }

    @Test
    void examplesAreWithoutMistakes() throws IOException {
        for (String example : RestSpec.SPEC.examples()) {
            String set = example.replace(":-}", ":-token}"); // an empty secret is none
            assertThat(mistakes(set.replaceFirst("^rest: \\{", "").replaceFirst("}$", "")))
                    .isEmpty();
        }
    }

    @Test
    void itEndsWhereItIsAskedOnceOrForATime() throws IOException {
        assertThat(REST.isBounded(Read.settings("url: 'https://a/b'", Map.of(), new Diagnostics())))
                .isTrue();
        assertThat(REST.isBounded(Read.settings("url: 'https://a/b', every: 1s", Map.of(), new Diagnostics())))
                .isFalse();
        assertThat(REST.isBounded(Read.settings("url: 'https://a/b', every: 1s, for: 5s", Map.of(), new Diagnostics())))
                .isTrue();
    }

    @Test
    void positionsStandInCheckpointsAsTheyAre() throws IOException {
        RestPosition first = RestPosition.first(5);
        RestPosition full = new RestPosition(
                new Due(1, 2), true, "c é", 3, 4, 5, new Mark("a", List.of("x", "y")), new Mark("b", List.of()));
        for (RestPosition each : List.of(first, full)) {
            byte[] bytes = RestPosition.FORM.serialize(each);
            assertThat(RestPosition.FORM.deserialize(1, bytes)).isEqualTo(each);
        }
    }

    @Test
    void theDoctorSaysWhatIsWrong() throws Exception {
        try (ApiServer api = ApiServer.start()) {
            String yaml = "url: \"" + api.uri("/api/") + "\", records: results, auth: { bearer: '${env:SECRET}' }";
            assertThat(probe(yaml)).isEmpty();
            api.always(Fault.html());
            assertThat(probe(yaml)).hasSize(1).first().asString().contains("the answer is not JSON");
            api.guard(asked -> false);
            api.well();
            assertThat(probe(yaml))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("/api/ answers 401", "renew what `auth`", "[unreachable]");
            int asked = api.asked().size();
            assertThat(probe(yaml + ", method: POST")).isEmpty();
            assertThat(api.asked()).as("what a POST does nobody knows").hasSize(asked);
        }
    }

    private static List<String> probe(String yaml) throws IOException {
        Diagnostics out = new Diagnostics();
        RestProbe.probe(Read.settings(yaml, Map.of("SECRET", "s3cret"), new Diagnostics()), out);
        return out.all().stream().map(Object::toString).toList();
    }
}
