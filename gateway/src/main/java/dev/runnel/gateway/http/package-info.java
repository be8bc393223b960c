/** What every answer has in common: problems, guards against foreign pages, headers. Knows nothing of streams. */
package dev.runnel.gateway.http;
