/** Files of Google Drive, looked at again and again: which are meant, what changed, and which rows come and go with it. */
package dev.runnel.connectors.drive.source;
