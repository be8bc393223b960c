/** Excel workbooks, read by Apache POI; those of Office Open XML row by row. */
package dev.runnel.connectors.format.excel;
