/**
 * What a connector's author needs: {@link dev.runnel.engine.SourceConnector}, {@link
 * dev.runnel.engine.DestinationConnector} and what they are given. The packages
 * below build Flink jobs from a pipeline; {@code run} is where to begin.
 */
package dev.runnel.engine;
