/** Who asks Google Drive: a service account, or somebody who signed in. */
package dev.runnel.connectors.drive.account;
