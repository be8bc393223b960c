/** Rows made up as declared, at a declared rate. */
package dev.runnel.connectors.generator;
