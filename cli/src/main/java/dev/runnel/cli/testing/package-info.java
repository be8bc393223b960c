/** What {@code runnel test} prints. */
package dev.runnel.cli.testing;
