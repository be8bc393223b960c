package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.engine.row.ShippedContract;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader of changes is told when nothing is special. */
final class SomeSettings {
    private SomeSettings() {}

    static CdcSettings of(String url) {
        return of(url, "u", URI.create("file:/checkpoints/"));
    }

    static CdcSettings of(String url, String user, URI folder) {
        Contract contract = new Contract(
                "orders",
                new RecordType(List.of(Field.of("id", Type.Primitive.BIGINT, true))),
                Optional.empty(),
                Optional.empty(),
                Contract.UnknownFields.KEEP);
        return new CdcSettings(
                url,
                user,
                null,
                new ArrayList<>(List.of("orders")),
                true,
                true,
                ZoneOffset.UTC,
                true,
                ShippedContract.of(contract),
                "orders",
                folder);
    }
}
