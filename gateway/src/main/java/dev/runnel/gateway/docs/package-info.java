/** What the gateway says of itself to machines and people: OpenAPI and the page that shows it. */
package dev.runnel.gateway.docs;
