/** Results as tables and JSON, with the machine they were measured on. */
package dev.runnel.bench.report;
