/** Which account and which application the commands for Google Drive work with. */
package dev.runnel.cli.drive;
