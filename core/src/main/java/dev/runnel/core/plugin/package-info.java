/** Connectors from outside: jars in a folder {@code plugins/}. */
package dev.runnel.core.plugin;
