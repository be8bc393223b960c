/** Paths and patterns of files, and which of them may be read. */
package dev.runnel.connectors.format.path;
