package dev.runnel.core.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** JSON texts of a contract: any order of keys, white space and escapes, now and then a key twice or an unknown one. */
final class RandomRecord {
    private static final String[] TEXTS = {
        "", "a", "click", "x\ny", "größe", "😀 and 日本語", "\"\\/", "\u0000\u001f", "null"
    };

    private final Random random;
    private final ObjectMapper mapper = new ObjectMapper();

    RandomRecord(Random random) {
        this.random = random;
    }

    String object(RecordType type) throws JsonProcessingException {
        List<String> members = new ArrayList<>();
        for (Field field : type.fields()) {
            if (!field.required() && random.nextInt(6) == 0) {
                continue;
            }
            if (random.nextInt(40) == 0) {
                members.add(0, member(field.name(), anything()));
            }
            boolean absent = !field.required() && random.nextInt(8) == 0;
            members.add(member(field.name(), absent ? "null" : value(field.type(), field.timeFormat())));
        }
        if (random.nextInt(8) == 0) {
            members.add(member("unknown " + random.nextInt(3), anything()));
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, random);
        }
        return "{" + space() + String.join(space() + "," + space(), members) + space() + "}";
    }

    private String member(String name, String value) throws JsonProcessingException {
        return quote(name) + space() + ":" + space() + value;
    }

    private String value(Type type, TimeFormat format) throws JsonProcessingException {
        if (type instanceof RecordType row) {
            return object(row);
        }
        if (type instanceof Type.ListOf list) {
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(random.nextInt(10) == 0 ? "null" : value(list.element(), format));
            }
            return "[" + space() + String.join(space() + "," + space(), elements) + "]";
        }
        if (type instanceof Type.MapOf map) {
            List<String> members = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                members.add(member(text(), random.nextInt(10) == 0 ? "null" : value(map.value(), format)));
            }
            return "{" + String.join(",", members) + space() + "}";
        }
        if (type instanceof Type.Decimal decimal) {
            BigInteger unscaled = new BigInteger(random.nextInt(decimal.precision() * 3) + 1, random);
            BigDecimal number = new BigDecimal(unscaled.mod(BigInteger.TEN.pow(decimal.precision())), decimal.scale());
            return (random.nextBoolean() ? "-" : "") + (random.nextBoolean() ? number : number.toPlainString());
        }
        return primitive((Primitive) type, format);
    }

    private String primitive(Primitive type, TimeFormat format) throws JsonProcessingException {
        return switch (type) {
            case BOOLEAN -> random.nextBoolean() ? "true" : "false";
            case INT -> whole(random.nextInt() >> random.nextInt(32));
            case BIGINT -> whole(random.nextLong() >> random.nextInt(64));
            case FLOAT -> Float.toString(random.nextFloat() * (float) Math.pow(10, random.nextInt(60) - 30));
            case DOUBLE -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(600) - 300));
            case STRING -> quote(text());
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(7)];
                random.nextBytes(bytes);
                yield quote(Base64.getEncoder().encodeToString(bytes));
            }
            case DATE -> quote(LocalDate.ofEpochDay(random.nextInt(40_000)).toString());
            case TIME ->
                quote(LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L))
                        .toString());
            case TIMESTAMP -> timestamp(format);
            case JSON -> anything();
        };
    }

    private String whole(long value) {
        return random.nextInt(8) == 0 ? value + (random.nextBoolean() ? ".0" : "e0") : Long.toString(value);
    }

    private String timestamp(TimeFormat format) throws JsonProcessingException {
        long millis = random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L);
        String count =
                switch (format) {
                    case ISO -> {
                        String text = Instant.ofEpochMilli(millis).toString();
                        yield random.nextBoolean()
                                ? text
                                : text.replace("Z", "+02:00").replace("T", " ");
                    }
                    case EPOCH_SECONDS -> Long.toString(millis / 1000);
                    case EPOCH_MILLIS -> Long.toString(millis);
                    case EPOCH_MICROS -> Long.toString(millis * 1000);
                };
        return format == TimeFormat.ISO || random.nextInt(4) == 0 ? quote(count) : count;
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? "" : "some more text");
    }

    private String anything() throws JsonProcessingException {
        return switch (random.nextInt(8)) {
            case 0 -> "[1,{\"a\":[null]},\"x\"]";
            case 1 -> "{\"a\" : {} , \"b\":[ ]}";
            case 2 -> "-1.5e3";
            case 3 -> "true";
            case 4 -> "false";
            case 5 -> "7";
            default -> quote(text());
        };
    }

    private String quote(String text) throws JsonProcessingException {
        if (random.nextInt(4) > 0) {
            return mapper.writeValueAsString(text);
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(unit -> quoted.append("\\u%04x".formatted(unit)));
        return quoted.append('"').toString();
    }

    private String space() {
        return random.nextInt(4) > 0 ? "" : " \n\r\t".substring(random.nextInt(4));
    }
}
