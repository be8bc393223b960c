/** Requests to servers of others: their parts, which may be secret, credentials, and what an answer is and is not. */
package dev.runnel.connectors.web.request;
