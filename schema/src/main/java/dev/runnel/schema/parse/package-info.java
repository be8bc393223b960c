/** Schemas read by the libraries of their formats; nothing here throws for a text but {@code InvalidSchemaException}. */
package dev.runnel.schema.parse;
