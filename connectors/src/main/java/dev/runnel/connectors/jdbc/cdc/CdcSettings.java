package dev.runnel.connectors.jdbc.cdc;

import dev.runnel.connectors.jdbc.dialect.Database;
import dev.runnel.connectors.jdbc.source.ReadOptions;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.pipeline.Names;
import dev.runnel.engine.Origin;
import dev.runnel.engine.row.ShippedContract;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of changes is told, in a form that Flink can send.
 *
 * @param folder where the snapshot waits until it is whole
 */
record CdcSettings(
        String url,
        String user,
        @Nullable Secret password,
        ArrayList<String> tables,
        boolean isSnapshotWanted,
        boolean areDeletesWanted,
        ZoneId zone,
        boolean tinyintAsBoolean,
        ShippedContract contract,
        String stream,
        URI folder)
        implements Serializable {
    private static final int FETCH_SIZE = 1000;

    static CdcSettings of(Origin origin) {
        Settings settings = origin.settings();
        String root = origin.environment().checkpoints().toString();
        return new CdcSettings(
                settings.get(CdcSpec.URL),
                settings.get(CdcSpec.USER),
                settings.find(CdcSpec.PASSWORD).map(Secret::new).orElse(null),
                new ArrayList<>(settings.get(CdcSpec.TABLES)),
                settings.get(CdcSpec.SNAPSHOT).equals("initial"),
                settings.get(CdcSpec.DELETES).equals("record"),
                ZoneId.of(settings.get(CdcSpec.ZONE)),
                settings.get(CdcSpec.TINYINT1_AS_BOOLEAN),
                ShippedContract.of(origin.contract()),
                origin.stream(),
                URI.create((root.endsWith("/") ? root : root + "/")
                        + Names.collectJob(origin.pipeline(), origin.stream()) + "/"));
    }

    boolean isPostgres() {
        return Database.of(url).orElseThrow() == Database.POSTGRES;
    }

    ServerAddress address() {
        return ServerAddress.of(url).orElseThrow();
    }

    String passwordText() {
        return password == null ? "" : new String(password.bytes(), StandardCharsets.UTF_8);
    }

    /** What reads the tables' columns. */
    ReadOptions reading() {
        return new ReadOptions(
                url,
                Optional.of(user),
                Optional.ofNullable(password),
                List.copyOf(tables),
                Optional.empty(),
                FETCH_SIZE,
                List.of(),
                Optional.empty(),
                1,
                Optional.empty(),
                Duration.ZERO,
                zone,
                tinyintAsBoolean,
                Optional.of(contract.contract().type()));
    }
}
