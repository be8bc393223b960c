package dev.runnel.gateway.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The dashboard's files, under one digest of them all: a changed file is a changed address. Immutable. */
final class Assets {
    private static final String PAGE = "index.html";
    private static final String PLACEHOLDER = "{{digest}}";

    private final String digest;
    private final Map<String, StaticFile> files = new HashMap<>();
    private final Optional<StaticFile> page;

    /** Reads them from a folder of the class path. */
    Assets(String folder) {
        Map<String, byte[]> read = ClassPathFolder.read(folder);
        this.digest = StaticFile.digest(read.values().toArray(byte[][]::new));
        this.page = Optional.ofNullable(read.remove(PAGE)).map(this::page);
        read.forEach((name, bytes) -> files.put(name, new StaticFile(name, bytes)));
    }

    private StaticFile page(byte[] template) {
        String html = new String(template, StandardCharsets.UTF_8).replace(PLACEHOLDER, digest);
        return new StaticFile(PAGE, html.getBytes(StandardCharsets.UTF_8));
    }

    String digest() {
        return digest;
    }

    /** The one page; empty when this build has no dashboard. */
    Optional<StaticFile> page() {
        return page;
    }

    Optional<StaticFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
