/** Records that stand in files, wherever the files come from: the options, and the reader that a file's format wants. */
package dev.runnel.connectors.format;
