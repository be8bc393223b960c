package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;

/** Checks that a stream's {@code dedup} can tell records apart. */
final class DedupCheck {
    private DedupCheck() {}

    /** @param dedup what was written under {@code dedup:} */
    static void run(Contract contract, Settings dedup, Diagnostics out) {
        if (dedup.get(Declarations.DEDUP_WITHIN).isZero()) {
            out.error(
                    Code.WRONG_VALUE,
                    dedup.at(Declarations.DEDUP_WITHIN),
                    "within no time at all nothing is dropped",
                    "give the longest time in which clients send again, such as 1h");
        }
        String by = dedup.get(Declarations.DEDUP_BY);
        ContractCheck.field(by, dedup.at(Declarations.DEDUP_BY), contract, out).ifPresent(field -> {
            if (!ContractCheck.isSingleValue(field.type())) {
                out.error(
                        Code.BAD_CONSTRAINT,
                        dedup.at(Declarations.DEDUP_BY),
                        "records are told apart by a single value, '" + by + "' is "
                                + ContractCheck.shortText(field.type()));
            }
        });
        PiiCheck.treatment(contract.type(), by)
                .filter(pii -> pii != Pii.HASH)
                .ifPresent(pii -> out.error(
                        Code.CONFLICT,
                        dedup.at(Declarations.DEDUP_BY),
                        "'" + by + "' has 'pii: " + pii.id() + "': different records would be taken for the same",
                        "use 'pii: hash', which keeps different values different, or another field"));
    }
}
