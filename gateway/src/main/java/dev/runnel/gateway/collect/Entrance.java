package dev.runnel.gateway.collect;

import dev.runnel.core.pipeline.Stream;
import dev.runnel.gateway.http.Origins;

/**
 * Where the records of one stream come in.
 *
 * @param origins whose pages may send
 */
record Entrance(Stream stream, Intake intake, Origins origins) {}
