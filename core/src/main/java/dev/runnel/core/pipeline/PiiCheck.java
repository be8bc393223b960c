package dev.runnel.core.pipeline;

import dev.runnel.core.codec.Redactor;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.util.Optional;

/** Checks that personal data can be treated as declared, and that nothing depends on what is taken away. */
final class PiiCheck {
    private PiiCheck() {}

    static void run(Contract contract, Settings stream, Diagnostics out) {
        if (contract.piiKey().isEmpty() && hashes(contract.type()) && !out.hasErrorAt(Declarations.PII_KEY.name())) {
            out.error(
                    Code.MISSING_KEY,
                    stream.at(Declarations.FIELDS),
                    "a field has 'pii: hash', and nothing keys the hash",
                    "add 'pii_key: ${env:RUNNEL_PII_KEY}' beside 'name:' and set that variable: openssl rand -hex 32");
        }
        for (String place : Redactor.disagreements(contract)) {
            out.error(
                    Code.CONFLICT,
                    stream.at(Declarations.FIELDS),
                    "the value at '" + place + "' is read by several fields with different 'pii:'",
                    "declare the same for each of them");
        }
        kept(contract, contract.key(), stream, Declarations.STREAM_KEY, out);
        kept(contract, contract.eventTime(), stream, Declarations.EVENT_TIME, out);
    }

    private static void kept(
            Contract contract, Optional<String> path, Settings stream, Option<?> option, Diagnostics out) {
        path.flatMap(p -> treatment(contract.type(), p))
                .filter(pii -> pii == Pii.DROP)
                .ifPresent(pii -> out.error(
                        Code.CONFLICT,
                        stream.at(option),
                        "'" + path.orElseThrow() + "' has 'pii: drop' and would never have a value",
                        "use another field"));
    }

    /** What is done to the value at a dotted path, or to a row around it. */
    static Optional<Pii> treatment(RecordType type, String path) {
        String[] names = path.split("\\.", 2);
        Optional<Field> field = type.field(names[0]);
        Optional<Pii> own = field.flatMap(Field::pii);
        if (own.isPresent() || names.length == 1) {
            return own;
        }
        return field.map(Field::type)
                .filter(RecordType.class::isInstance)
                .flatMap(row -> treatment((RecordType) row, names[1]));
    }

    private static boolean hashes(Type type) {
        if (type instanceof Type.ListOf list) {
            return hashes(list.element());
        }
        if (type instanceof Type.MapOf map) {
            return hashes(map.value());
        }
        return type instanceof RecordType row
                && row.fields().stream()
                        .anyMatch(f -> f.pii().filter(p -> p == Pii.HASH).isPresent() || hashes(f.type()));
    }
}
