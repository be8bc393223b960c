/** The gateway's own schema registry, kept in a compacted topic and served as Confluent's REST interface. */
package dev.runnel.gateway.registry;
