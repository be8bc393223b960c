/** What every format has in common: a file, its records, their places, and how cells become JSON. */
package dev.runnel.connectors.format.record;
