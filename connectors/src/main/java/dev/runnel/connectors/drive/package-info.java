/** Files of Google Drive as a source: what can be said of it. */
package dev.runnel.connectors.drive;
