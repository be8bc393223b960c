package dev.runnel.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.connector.Connector;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.Role;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    Path folder;

    private final Diagnostics found = new Diagnostics();

    @Test
    void aJarAddsASource() throws Exception {
        jar("moon.jar", "Moon", source("moon", ""));

        Connectors connectors = read();

        assertThat(found.all()).isEmpty();
        Connector moon = connectors.find(Role.SOURCE, "moon").orElseThrow();
        assertThat(Plugins.jars(List.of(moon))).containsExactly(plugins().resolve("moon.jar"));
        assertThat(Plugins.jars(connectors.of(Role.DESTINATION))).isEmpty();
        assertThat(read().find(Role.SOURCE, "moon")).containsSame(moon);
    }

    @Test
    void aPluginOfTheInstallationIsThereForEachPipeline() throws Exception {
        jar("moon.jar", "Moon", source("moon", ""));
        Connectors connectors = Plugins.connectors(
                folder.resolve("other"), Map.of(Plugins.INSTALLED, plugins().toString()), found);
        assertThat(connectors.find(Role.SOURCE, "moon")).isPresent();
    }

    @Test
    void thePluginsOfPipelinesCanBeLeftOut() throws Exception {
        jar("moon.jar", "Moon", source("moon", "static { if (true) throw new IllegalStateException(\"ran\"); }"));
        Connectors connectors = Plugins.connectors(folder, Map.of(Plugins.OF_PIPELINES, "off"), found);
        assertThat(connectors.find(Role.SOURCE, "moon")).isEmpty();
        assertThat(found.all()).singleElement().satisfies(d -> assertThat(d.message())
                .contains("left out"));
    }

    @Test
    void whatIsNoJarIsNamed() throws Exception {
        Files.writeString(Files.createDirectories(plugins()).resolve("torn.jar"), "no jar");
        read();
        assertThat(only().at().file()).isEqualTo(plugins().resolve("torn.jar"));
        assertThat(only().message()).contains("no jar that can be read");
    }

    @Test
    void aJarWithoutAConnectorSaysWhereToNameIt() throws Exception {
        Files.createDirectories(plugins());
        write(plugins().resolve("bare.jar"), Map.of("a.txt", "a".getBytes(StandardCharsets.UTF_8)));
        read();
        assertThat(only().suggestion().orElseThrow()).contains("META-INF/services/dev.runnel.core.connector.Connector");
    }

    @Test
    void aClassForANewerJavaSaysForWhich() throws Exception {
        jar("new.jar", "Late", source("late", ""));
        Path compiled = folder.resolve("build/p/Late.class");
        byte[] bytes = Files.readAllBytes(compiled);
        bytes[7] = (byte) (44 + 99);
        write(
                plugins().resolve("new.jar"),
                Map.of("p/Late.class", bytes, SERVICE, "p.Late".getBytes(StandardCharsets.UTF_8)));
        read();
        assertThat(only().message()).contains("compiled for Java 99");
    }

    @Test
    void aMissingClassIsNamed() throws Exception {
        write(
                Files.createDirectories(plugins()).resolve("gone.jar"),
                Map.of(SERVICE, "p.Gone".getBytes(StandardCharsets.UTF_8)));
        read();
        assertThat(only().message()).contains("p.Gone");
    }

    @Test
    void aNameTakenTwiceNamesBothJars() throws Exception {
        jar("a.jar", "Moon", source("moon", ""));
        jar("b.jar", "Moon2", source("moon", "").replace("class Moon", "class Moon2"));
        jar("c.jar", "Http", source("http", "").replace("class Moon", "class Http"));

        read();

        assertThat(found.all())
                .extracting(Diagnostic::message)
                .anyMatch(m -> m.contains("from " + plugins().resolve("a.jar")));
        assertThat(found.all()).allSatisfy(d -> assertThat(d.code()).isEqualTo(Code.BAD_PLUGIN));
        assertThat(found.all())
                .extracting(d -> d.at().file())
                .contains(plugins().resolve("b.jar"));
    }

    private static final String SERVICE = "META-INF/services/" + Connector.class.getName();

    private Connectors read() {
        return Plugins.connectors(folder, Map.of(), found);
    }

    private Diagnostic only() {
        assertThat(found.all()).hasSize(1);
        assertThat(found.all().get(0).code()).isEqualTo(Code.BAD_PLUGIN);
        return found.all().get(0);
    }

    private Path plugins() {
        return folder.resolve(Plugins.FOLDER);
    }

    private static String source(String type, String more) {
        return """
                package p;
                import dev.runnel.core.connector.*;
                import java.util.*;
                public final class Moon implements Connector {
                    %s
                    public ConnectorSpec spec() {
                        return new ConnectorSpec("%s", Role.SOURCE, "It.", List.of(), Set.of(), List.of());
                    }
                }
                """
                .formatted(more, type);
    }

    private void jar(String name, String type, String text) throws IOException {
        Path code = folder.resolve("src/p/" + type + ".java");
        Files.createDirectories(code.resolveSibling("."));
        Files.createDirectories(plugins());
        Files.writeString(code, text.replace("class Moon ", "class " + type + " "));
        Path build = Files.createDirectories(folder.resolve("build"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        build.toString(),
                        code.toString());
        assertThat(failed).isZero();
        write(
                plugins().resolve(name),
                Map.of(
                        "p/" + type + ".class",
                        Files.readAllBytes(build.resolve("p/" + type + ".class")),
                        SERVICE,
                        ("p." + type).getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }
}
