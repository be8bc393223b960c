/** Takes records over HTTP: reads, validates, hands them to the log, and answers once the log has them. */
package dev.runnel.gateway.collect;
