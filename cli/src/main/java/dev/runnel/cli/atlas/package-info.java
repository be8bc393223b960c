/** Pipelines made of the metadata of the Atlas framework. */
package dev.runnel.cli.atlas;
