package dev.runnel.core.pipeline;

import dev.runnel.core.codec.Layout;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that what a contract says of its fields can be: key, event time, dedup, personal data. */
final class ContractCheck {
    private ContractCheck() {}

    static void run(Contract contract, Settings settings, Diagnostics out) {
        field(contract.key(), Declarations.STREAM_KEY, contract, settings, out)
                .filter(f -> !isSingleValue(f.type()))
                .ifPresent(f -> out.error(
                        Code.BAD_CONSTRAINT,
                        settings.at(Declarations.STREAM_KEY),
                        "a key is a single value, '" + contract.key().orElseThrow() + "' is " + shortText(f.type())));
        field(contract.eventTime(), Declarations.EVENT_TIME, contract, settings, out)
                .filter(f -> f.type() != Type.Primitive.TIMESTAMP)
                .ifPresent(f -> out.error(
                        Code.BAD_CONSTRAINT,
                        settings.at(Declarations.EVENT_TIME),
                        "the event time is a timestamp, '"
                                + contract.eventTime().orElseThrow() + "' is "
                                + f.type().text()));
        settings.find(Declarations.DEDUP).ifPresent(dedup -> DedupCheck.run(contract, dedup, out));
        PiiCheck.run(contract, settings, out);
    }

    static boolean isSingleValue(Type type) {
        return type instanceof Type.Primitive p && p != Type.Primitive.JSON || type instanceof Type.Decimal;
    }

    /** The type without what stands in its brackets. */
    static String shortText(Type type) {
        return type.text().split("<", 2)[0];
    }

    private static Optional<Field> field(
            Optional<String> path, Option<String> option, Contract contract, Settings settings, Diagnostics out) {
        return path.flatMap(p -> field(p, settings.at(option), contract, out));
    }

    /** The field at a path of the contract, or empty after reporting that there is none. */
    static Optional<Field> field(String path, Location at, Contract contract, Diagnostics out) {
        Optional<Field> field = contract.type().at(path);
        String declared = "streams." + contract.stream() + ".fields." + path.split("\\.", 2)[0];
        if (field.isEmpty() && !out.hasErrorAt(declared)) {
            out.unknown(Code.UNKNOWN_FIELD, at, "field", path, paths(contract.type()));
        }
        return field;
    }

    /** Every path of the contract's fields. */
    static List<String> paths(RecordType type) {
        Layout layout = new Layout(type);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            paths.add(layout.slot(i).path());
        }
        return paths;
    }
}
