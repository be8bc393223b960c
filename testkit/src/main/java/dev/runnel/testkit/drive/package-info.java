/**
 * Google Drive on this machine: the part of the <a href="https://developers.google.com/workspace/drive/api/reference/rest/v3">Drive
 * v3</a> protocol, and of <a href="https://developers.google.com/identity/protocols/oauth2">Google's OAuth 2.0</a>, that a reader and
 * an uploader need, for tests with the real client libraries.
 */
package dev.runnel.testkit.drive;
