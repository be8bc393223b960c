/**
 * Contracts in the forms that other systems read, and those systems' rules: {@code export} writes them, {@code parse}
 * reads schemas, {@code compatibility} compares them, {@code registry} keeps or asks for them, {@code wire} reads and
 * writes records with them.
 */
package dev.runnel.schema;
