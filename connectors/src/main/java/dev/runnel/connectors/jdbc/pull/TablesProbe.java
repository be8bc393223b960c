package dev.runnel.connectors.jdbc.pull;

import dev.runnel.connectors.jdbc.source.DatabaseSession;
import dev.runnel.connectors.jdbc.source.JdbcSourceSpec;
import dev.runnel.connectors.jdbc.source.ReadFailure;
import dev.runnel.connectors.jdbc.source.ReadOptions;
import dev.runnel.connectors.jdbc.source.Relation;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Secret;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Asks a database whether it answers, takes the user, and has what is to be read. */
public final class TablesProbe {
    private TablesProbe() {}

    /** Reports at the address, the user or the tables what is wrong; reads no row. */
    public static void run(Settings settings, Diagnostics out) {
        ReadOptions options = JdbcSourceSpec.options(settings, new RecordType(List.of()));
        connect(options, settings, JdbcSourceSpec.URL, JdbcSourceSpec.USER, out).ifPresent(session -> {
            try (session) {
                for (Relation relation : session.relations()) {
                    session.fields(relation);
                }
            } catch (ReadFailure e) {
                fail(e, options.query().isPresent() ? JdbcSourceSpec.QUERY : JdbcSourceSpec.TABLES, settings, out);
            }
        });
    }

    /** Reports at the address or the user what is wrong; these options are set by their own names. */
    public static void connect(
            Settings settings, Option<String> url, Option<String> user, Option<String> password, Diagnostics out) {
        ReadOptions options = new ReadOptions(
                settings.get(url),
                settings.find(user),
                settings.find(password).map(Secret::new),
                List.of(),
                Optional.of("SELECT 1"),
                1,
                List.of(),
                Optional.empty(),
                1,
                Optional.empty(),
                Duration.ZERO,
                ZoneOffset.UTC,
                true,
                Optional.empty());
        connect(options, settings, url, user, out).ifPresent(DatabaseSession::close);
    }

    private static Optional<DatabaseSession> connect(
            ReadOptions options, Settings settings, Option<String> url, Option<String> user, Diagnostics out) {
        try {
            return Optional.of(DatabaseSession.open(options));
        } catch (ReadFailure e) {
            fail(e, e.isOfUser() && settings.find(user).isPresent() ? user : url, settings, out);
            return Optional.empty();
        }
    }

    private static void fail(ReadFailure failure, Option<?> at, Settings settings, Diagnostics out) {
        out.error(Code.UNREACHABLE, settings.at(at), String.valueOf(failure.getMessage()));
    }
}
