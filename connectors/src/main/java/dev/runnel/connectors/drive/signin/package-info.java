/** Somebody signs in with Google, by a browser, for an application on this machine. */
package dev.runnel.connectors.drive.signin;
