/**
 * Values of Kafka topics in Confluent's wire format: a zero byte, the schema's id as four bytes, and the value in Avro,
 * Protobuf or JSON. Values that are read become JSON for the contract's own decoder, so that there is one validator.
 */
package dev.runnel.schema.wire;
