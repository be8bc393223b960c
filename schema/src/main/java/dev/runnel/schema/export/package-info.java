/** A contract as Avro, JSON Schema, Protobuf and SQL. */
package dev.runnel.schema.export;
