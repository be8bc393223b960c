/** Whether what one schema writes another can read: Avro by its own library, JSON Schema and Protobuf by rules here. */
package dev.runnel.schema.compatibility;
