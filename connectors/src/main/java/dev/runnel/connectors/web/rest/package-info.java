/** Records of an API that is asked again and again, or once. */
package dev.runnel.connectors.web.rest;
