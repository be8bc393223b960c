package dev.runnel.cli.output;

import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.RecordKind;
import dev.runnel.core.connector.Role;
import java.util.List;
import java.util.stream.Collectors;

/** The reference of sources and destinations as Markdown, from their declarations. */
public final class ConnectorPage {
    private ConnectorPage() {}

    /** A page with a section for each. */
    public static String of(Connectors connectors) {
        StringBuilder page = new StringBuilder("# Sources and destinations\n");
        for (Role role : Role.values()) {
            connectors.of(role).forEach(connector -> section(connector, page));
        }
        return page.toString();
    }

    private static void section(Connector connector, StringBuilder page) {
        page.append("\n## ").append(connector.spec().type());
        page.append(" (").append(connector.spec().role().id()).append(")\n");
        page.append(connector.spec().summary()).append("\n\n```yaml\n");
        connector.spec().examples().forEach(example -> page.append(example).append('\n'));
        page.append("```\n\n");
        String can = connector.spec().capabilities().stream()
                .map(Capability::id)
                .sorted()
                .collect(Collectors.joining(", "));
        page.append(can.isEmpty() ? "" : "Can: " + can + ".\n\n");
        page.append("| option | kind | default | meaning |\n|---|---|---|---|\n");
        rows("", connector.spec().options(), page);
    }

    /** @param within what the options are part of, with a dot behind it */
    private static void rows(String within, List<Option<?>> options, StringBuilder page) {
        for (Option<?> option : options) {
            String fallback = option.required()
                    ? "required"
                    : option.fallback().map(ConnectorPage::text).orElse("");
            page.append("| `")
                    .append(within)
                    .append(option.name())
                    .append("` | ")
                    .append(option.kind().title());
            page.append(" | ")
                    .append(fallback)
                    .append(" | ")
                    .append(option.doc())
                    .append(" |\n");
            if (option.kind() instanceof RecordKind mapping) {
                rows(within + option.name() + ".", mapping.options(), page);
            }
        }
    }

    private static String text(Object fallback) {
        String text = fallback.toString();
        return text.equals("[]") ? "none" : text.replace("|", "\\|");
    }
}
