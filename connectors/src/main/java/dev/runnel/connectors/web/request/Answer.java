package dev.runnel.connectors.web.request;

import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What a server answered, of a status from 200 to 299. Immutable; the bytes must not be changed.
 *
 * @param uri that answered, behind redirects
 * @param body in UTF-8, unpacked
 */
public record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {}
