/** Where Flink jobs run, and how they go on after a stop or a kill. */
package dev.runnel.engine.cluster;
