/** Records that stand in files: the options, and the reader that a file's format wants. */
package dev.runnel.connectors.files;
