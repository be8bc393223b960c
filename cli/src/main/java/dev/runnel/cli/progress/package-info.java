/** How far the sources of a run are that end, on a terminal or line by line. */
package dev.runnel.cli.progress;
