/** Answers that come page by page: the records of one, and where the next is. */
package dev.runnel.connectors.web.page;
