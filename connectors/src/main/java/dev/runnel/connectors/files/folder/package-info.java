/** Which files there are, which of them may be read, and which have been read already. */
package dev.runnel.connectors.files.folder;
