package dev.runnel.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Constraint.Format;
import dev.runnel.core.contract.Type.Primitive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static boolean holds(Format format, String text) {
        Given given = Given.fields(Given.field("v", Primitive.STRING, new Constraint.HasFormat(format)));
        return given.decode("{\"v\":\"" + text + "\"}").isValid();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "10.1.20.3",
                "::",
                "::1",
                "1::",
                "2001:db8::ff00:42:8329",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "::ffff:192.0.2.128",
                "1:2:3:4:5:6:1.2.3.4",
                "FE80::ABCD"
            })
    void addresses(String text) {
        assertThat(holds(Format.IP, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.",
                ".1.2.3",
                "01.2.3.4",
                "1.2.3.4 ",
                "1..2.3",
                "a.b.c.d",
                "1111.2.3.4",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:",
                "12345::",
                "g::",
                "1:2:3:4:5:6:7:8::",
                "::1.2.3",
                "1.2.3.4::",
                "fe80::1%eth0",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void noAddresses(String text) {
        assertThat(holds(Format.IP, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.de, true",
        "first.last+tag@sub.example.org, true",
        "ä@ö.example, true",
        "a@b, false",
        "@b.de, false",
        "a@, false",
        "a@.de, false",
        "a@b., false",
        "a@b..de, false",
        "a@@b.de, false",
        "a b@c.de, false",
        "ab.de, false",
        "'', false",
        "a@b.de@, false",
    })
    void emails(String text, boolean holds) {
        assertThat(holds(Format.EMAIL, text)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "01234567-89ab-cdef-ABCD-EF0123456789, true", "01234567-89ab-cdef-ABCD-EF012345678, false",
        "0123456789abcdefABCDEF0123456789, false", "01234567-89ab-cdef-ABCD-EF012345678g, false",
        "01234567089ab-cdef-ABCD-EF0123456789, false", "'', false",
    })
    void uuids(String text, boolean holds) {
        assertThat(holds(Format.UUID, text)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a?b=c#d, true",
        "mailto:a@b.de, true",
        "urn:isbn:0451450523, true",
        "http://[::1]:8080/, true",
        "x+y-z.1:%41, true",
        "/relative, false",
        "example.com, false",
        "http:, false",
        "1http://x, false",
        "http://a b, false",
        "http://a/%4, false",
        "http://a/%zz, false",
        "http://ä.de, false",
        "http://a/[x], false",
        "http://a#b#c, false",
        "://x, false",
        "'', false",
        "a^b:c, false",
    })
    void uris(String text, boolean holds) {
        assertThat(holds(Format.URI, text)).isEqualTo(holds);
    }
}
