/** JSON in files: a record a line, or records one behind the other or in one array. */
package dev.runnel.connectors.format.json;
