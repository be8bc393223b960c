/**
 * A schema registry's content and rules, and a client for any registry that speaks the Confluent REST interface. What
 * keeps the content and serves it is elsewhere.
 */
package dev.runnel.schema.registry;
