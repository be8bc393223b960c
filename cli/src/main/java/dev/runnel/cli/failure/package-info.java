/** How a command ends when it does not succeed. */
package dev.runnel.cli.failure;
