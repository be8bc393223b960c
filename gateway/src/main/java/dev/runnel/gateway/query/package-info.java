/** Read-only SQL over what landed. */
package dev.runnel.gateway.query;
