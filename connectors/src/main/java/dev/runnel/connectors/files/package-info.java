/** Files below a folder, or of another file system, as a source: what can be said of it. */
package dev.runnel.connectors.files;
