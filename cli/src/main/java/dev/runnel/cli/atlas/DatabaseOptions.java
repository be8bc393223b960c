package dev.runnel.cli.atlas;

import dev.runnel.core.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables of a database: {@code source_type: rdbms}. Credentials are not copied: they become references.
 *
 * @param group names the variables of credentials that are written out
 */
record DatabaseOptions(Node.Mapping config, String group) implements SourceOptions {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?(?:env:)?([A-Za-z_][A-Za-z0-9_]*)}?");

    @Override
    public String connector() {
        return "jdbc";
    }

    @Override
    public Set<String> keys() {
        return Set.of("db_type", "host", "port", "database", "user", "username", "password", "fetch_size");
    }

    @Override
    public Map<String, String> of(Node.Mapping source) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("url", Words.quoted(url()));
        find("user").or(() -> find("username")).ifPresent(user -> options.put("user", reference(user, "USER")));
        find("password").ifPresent(password -> options.put("password", reference(password, "PASSWORD")));
        String table = source.find("table")
                .or(() -> source.find("path"))
                .or(() -> source.find("name"))
                .map(node -> ((Node.Scalar) node).text())
                .orElseThrow();
        options.put("tables", Words.quoted(table));
        find("fetch_size").ifPresent(size -> options.put("fetch_size", size));
        return options;
    }

    private Optional<String> find(String key) {
        return config.find(key).map(node -> ((Node.Scalar) node).text());
    }

    private String url() {
        String at = find("host").orElseThrow()
                + find("port").map(port -> ":" + port).orElse("");
        String database = find("database").orElseThrow();
        return switch (find("db_type").orElseThrow()) {
            case "mysql" -> "jdbc:mysql://" + at + "/" + database;
            case "mariadb" -> "jdbc:mariadb://" + at + "/" + database;
            case "sqlserver", "mssql" -> "jdbc:sqlserver://" + at + ";databaseName=" + database;
            default -> "jdbc:postgresql://" + at + "/" + database;
        };
    }

    /** What refers to a variable goes on to; what is written out gets a variable of its own. */
    private String reference(String credential, String what) {
        Matcher reference = REFERENCE.matcher(credential);
        String name = reference.matches() ? reference.group(1) : group.toUpperCase(Locale.ROOT) + "_" + what;
        return "${env:" + name + "}";
    }
}
