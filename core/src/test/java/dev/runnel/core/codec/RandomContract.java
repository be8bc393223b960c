package dev.runnel.core.codec;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import dev.runnel.core.contract.Type.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Contracts of every type, nested up to three levels. */
final class RandomContract {
    private static final String[] NAMES = {
        "id", "type", "event", "größe", "a_name_longer_than_sixteen_bytes", "x\"y", "price", "", "timestamp", "z"
    };

    private static final List<TimeFormat> TIME_FORMATS = List.of(TimeFormat.values());
    private static final List<Primitive> PRIMITIVES = List.of(Primitive.values());

    private final Random random;

    RandomContract(Random random) {
        this.random = random;
    }

    Contract next() {
        UnknownFields unknown = random.nextInt(4) == 0 ? UnknownFields.REJECT : UnknownFields.KEEP;
        return new Contract("random", row(3), Optional.empty(), Optional.empty(), unknown);
    }

    private RecordType row(int levels) {
        List<Field> fields = new ArrayList<>();
        int first = random.nextInt(NAMES.length);
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String name = NAMES[(first + i) % NAMES.length];
            TimeFormat format = TIME_FORMATS.get(random.nextInt(TIME_FORMATS.size()));
            boolean required = random.nextInt(3) == 0;
            fields.add(
                    new Field(name, type(levels), required, List.of(), Optional.empty(), Optional.empty(), format, ""));
        }
        return new RecordType(fields);
    }

    private Type type(int levels) {
        int kind = random.nextInt(levels > 0 ? 10 : 7);
        return switch (kind) {
            case 6 -> decimal();
            case 7 -> row(levels - 1);
            case 8 -> new Type.ListOf(type(levels - 1));
            case 9 -> new Type.MapOf(type(levels - 1));
            default -> PRIMITIVES.get(random.nextInt(PRIMITIVES.size()));
        };
    }

    private Type decimal() {
        int precision = 1 + random.nextInt(38);
        return new Type.Decimal(precision, random.nextInt(precision + 1));
    }
}
