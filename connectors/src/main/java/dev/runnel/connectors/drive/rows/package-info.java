/** Which rows of which files are known, and how two versions of a file differ. Pure: knows nothing of Drive. */
package dev.runnel.connectors.drive.rows;
