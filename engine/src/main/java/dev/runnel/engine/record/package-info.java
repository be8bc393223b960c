/** How Flink carries immutable records between tasks: a type, and a serializer that writes a record as its parts. */
package dev.runnel.engine.record;
