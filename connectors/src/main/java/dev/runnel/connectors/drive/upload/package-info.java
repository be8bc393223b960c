/** Files of this machine, put into Google Drive. */
package dev.runnel.connectors.drive.upload;
