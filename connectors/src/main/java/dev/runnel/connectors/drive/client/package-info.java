/** What is asked of Google Drive, in few words, and what is said when it does not answer. */
package dev.runnel.connectors.drive.client;
