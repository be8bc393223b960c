/** What formats made of text have in common: compression, encoding, lines. */
package dev.runnel.connectors.format.text;
