package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final Field MAIL = Given.field("mail", Primitive.STRING).withPii(Pii.MASK);
    private static final Field HASHED = Given.field("user", Primitive.STRING).withPii(Pii.HASH);
    private static final Field BORN = Given.field("born", Primitive.DATE).withPii(Pii.DROP);
    private static final Field IP = Given.field("ip", Primitive.STRING, new Constraint.HasFormat(Constraint.Format.IP))
            .withPii(Pii.MASK);

    @Test
    void leavesEveryOtherByteAsItIs() {
        assertThat(redact(" { \"a\" : 1.50 ,\t\"mail\":\"jo@x.org\", \"b\\u0061\": [ \"é\" , {} ] } ", MAIL))
                .isEqualTo(" { \"a\" : 1.50 ,\t\"mail\":\"***@x.org\", \"b\\u0061\": [ \"é\" , {} ] } ");
        assertThat(redact("{\"a\":1}", MAIL)).isEqualTo("{\"a\":1}");
        assertThat(redact("{\"mail\":null}", MAIL)).isEqualTo("{\"mail\":null}");
    }

    @Test
    void treatsAKeyThatStandsTwiceTwiceAndOneWrittenWithEscapes() {
        assertThat(redact("{\"mail\":\"one@x.org\",\"m\\u0061il\":\"two@x.org\",\"mail\":\"\\u0074hree@x.org\"}", MAIL))
                .isEqualTo("{\"mail\":\"***@x.org\",\"m\\u0061il\":\"***@x.org\",\"mail\":\"***@x.org\"}");
    }

    @Test
    void findsValuesInRowsListsMapsAndAtPaths() {
        Field row = Given.field(
                "who",
                Given.row(
                        MAIL, Given.at("account.name", "name", Primitive.STRING).withPii(Pii.MASK)));
        Field rows = Given.field("all", new Type.ListOf(Given.row(MAIL)));
        Field map = Given.field("by", new Type.MapOf(Given.row(MAIL)));
        Field texts = Given.field("tags", new Type.ListOf(Primitive.STRING)).withPii(Pii.MASK);
        String record = "{\"who\":{\"mail\":\"a@x.org\"},\"account\":{\"name\":\"Johanna\",\"n\":1},"
                + "\"all\":[{\"mail\":\"b@x.org\"},null,{\"o\":1,\"mail\":\"c@x.org\"}],"
                + "\"by\":{\"k\":{\"mail\":\"d@x.org\"}},\"tags\":[\"Johanna\",null,\"Jo\"]}";
        assertThat(redact(record, row, rows, map, texts))
                .isEqualTo("{\"who\":{\"mail\":\"***@x.org\"},\"account\":{\"name\":\"J***\",\"n\":1},"
                        + "\"all\":[{\"mail\":\"***@x.org\"},null,{\"o\":1,\"mail\":\"***@x.org\"}],"
                        + "\"by\":{\"k\":{\"mail\":\"***@x.org\"}},\"tags\":[\"J***\",null,\"***\"]}");
    }

    @Test
    void treatsWhatAJsonFieldAroundItTakesWhole() {
        Field whole = Given.field("who", Primitive.JSON);
        Field inside = Given.at("who.mail", "mail", Primitive.STRING).withPii(Pii.MASK);
        assertThat(redact("{\"who\":{\"mail\":\"a@x.org\",\"n\":1}}", whole, inside))
                .isEqualTo("{\"who\":{\"mail\":\"***@x.org\",\"n\":1}}");
    }

    @Test
    void dropsAValueOfAnyKind() {
        assertThat(redact("{\"born\":\"1985-03-12\"}", BORN)).isEqualTo("{\"born\":null}");
        assertThat(redact("{\"born\":{\"year\":[1985]}}", BORN)).isEqualTo("{\"born\":null}");
        assertThat(redact(
                        "{\"who\":{\"mail\":\"a@x.org\"}}",
                        Given.field("who", Given.row(MAIL)).withPii(Pii.DROP)))
                .isEqualTo("{\"who\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12345            | 0",
                "-1.5e3           | 0",
                "true             | false",
                "[\"a@x.org\"]    | []",
                "{\"v\":\"a@x\"}  | {}",
            })
    void emptiesWhatIsOfAnotherKindSoThatItStaysWrong(String found, String left) {
        String redacted = redact("{\"mail\":" + found + "}", MAIL);
        assertThat(redacted).isEqualTo("{\"mail\":" + left + "}");
        assertThat(Given.fields(MAIL).broken(redacted)).containsExactly("type mail 8");
    }

    @Test
    void emptiesWhatStandsOnTheWay() {
        Field row = Given.field("who", Given.row(MAIL));
        Field rows = Given.field("all", new Type.ListOf(Given.row(MAIL)));
        Field path = Given.at("login.name", "name", Primitive.STRING).withPii(Pii.MASK);
        assertThat(redact(
                        "{\"who\":\"{mail: a@x.org}\",\"all\":[\"a@x.org\",[1]],\"login\":\"Johanna\"}",
                        row,
                        rows,
                        path))
                .isEqualTo("{\"who\":\"\",\"all\":[\"\",[]],\"login\":\"\"}");
        assertThat(redact("\"Johanna\"", row)).isEqualTo("\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"mail\":\"a@x.org\"", "{\"mail\":\"a@x.org\"}}", "mail=a@x.org", "{\"mail\":\"\u00e9\" \"x\"}"
            })
    void keepsOfBytesThatAreNoJsonNothingButLengthAndStructure(String broken) {
        String redacted = redact(broken, MAIL);
        assertThat(redacted.getBytes(StandardCharsets.UTF_8)).hasSameSizeAs(broken.getBytes(StandardCharsets.UTF_8));
        assertThat(redacted).matches("[{}\\[\\]\":, x0*]*");
        assertThat(Given.fields(MAIL).decode(redacted).isValid()).isFalse();
    }

    @Test
    void hashesEqualTextsAlikeHoweverWritten() {
        String one = redact("{\"user\":\"Jo\"}", HASHED);
        assertThat(redact("{\"user\":\"\\u004a\\u006f\"}", HASHED)).isEqualTo(one);
        assertThat(redact("{\"user\":\"jo\"}", HASHED)).isNotEqualTo(one);
        // printf Jo | openssl dgst -sha256 -hmac 0123456789abcdef -binary | basenc --base64url
        assertThat(one).isEqualTo("{\"user\":\"hmac_bGrlTjQqj4pX0oxqy5o3onrzA2quAyYBdBnRYyYuczQ\"}");
    }

    @Test
    void changesNothingASecondTime() {
        String record = "{\"mail\":\"a@x.org\",\"user\":\"Jo\",\"born\":\"1985-03-12\",\"ip\":\"2001:db8:1:2::3\"}";
        String once = redact(record, MAIL, HASHED, BORN, IP);
        assertThat(redact(once, MAIL, HASHED, BORN, IP)).isEqualTo(once);
        Field strict = Given.field("user", Primitive.STRING, new Constraint.MaxLength(2))
                .withPii(Pii.HASH);
        assertThat(Given.fields(MAIL, strict, BORN, IP).decode(once).violations())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.130, 192.0.2.0",
        "2001:db8:85a3:8d3:1319:8a2e:370:7348, 2001:db8:85a3::",
        "2001:DB8::1, 2001:db8:0::",
        "::1, ::",
        "::ffff:192.0.2.130, ::ffff:192.0.2.0",
        "jo.an+x@mail.example.com, ***@mail.example.com",
        "+49 170 1234567, +***",
        "\uD83D\uDE00nna, \uD83D\uDE00***",
        "Ann, ***",
        "x, ***",
    })
    void masksByWhatTheTextIs(String text, String mask) {
        assertThat(Masks.of(text)).isEqualTo(mask);
        assertThat(Masks.of(mask)).isEqualTo(mask);
    }

    @Test
    void aMaskedAddressIsAnAddress() {
        for (String address :
                new String[] {"10.1.2.3", "2001:db8::1", "::1", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4"}) {
            String redacted = redact("{\"ip\":\"" + address + "\"}", IP);
            assertThat(Given.fields(Given.field("ip", Primitive.STRING, new Constraint.HasFormat(Constraint.Format.IP)))
                            .decode(redacted)
                            .violations())
                    .isEmpty();
        }
    }

    @Test
    void messagesShowNothingOfPersonalData() {
        Field row = Given.field("who", Given.row(MAIL));
        Field rows = Given.field("all", new Type.ListOf(Given.row(MAIL)));
        Given given = Given.fields(IP, row, rows, BORN);
        String record = "{\"ip\":\"SECRET\",\"who\":\"SECRET\",\"all\":[\"SECRET\",{\"mail\":[\"SECRET\"]}],"
                + "\"born\":\"SECRET\"}";
        assertThat(given.decode(record).violations()).hasSize(5).allSatisfy(v -> assertThat(v.message())
                .contains("a value that is not shown")
                .doesNotContain("SECRET"));
        assertThat(given.decode("\"SECRET\"").violations()).singleElement().satisfies(v -> assertThat(v.message())
                .doesNotContain("SECRET"));
        assertThat(given.decode("{\"all\":{\"SECRET\":1}}").violations().toString())
                .doesNotContain("SECRET");
    }

    @Test
    void fieldsThatReadTheSameValueMustAgree() {
        Contract contract = Given.contract(
                UnknownFields.KEEP, MAIL, Given.at("mail", "copy", Primitive.STRING), Given.field("a", Primitive.INT));
        assertThat(Redactor.disagreements(contract)).containsExactly("mail");
    }

    @Test
    void thereIsNoneForAContractWithoutPersonalData() {
        assertThat(Redactor.of(Given.contract(UnknownFields.KEEP, Given.field("a", Primitive.INT))))
                .isEmpty();
    }

    private static String redact(String json, Field... fields) {
        Contract contract = new Contract(
                "s",
                Given.row(fields),
                Optional.empty(),
                Optional.empty(),
                UnknownFields.KEEP,
                Optional.empty(),
                Optional.of(new Secret("0123456789abcdef")));
        byte[] bytes = ("7" + json + "7").getBytes(StandardCharsets.UTF_8);
        byte[] redacted = Redactor.of(contract).orElseThrow().redact(bytes, 1, bytes.length - 1);
        return new String(redacted, StandardCharsets.UTF_8);
    }
}
