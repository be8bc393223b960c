/** A model's live result as a compacted topic, from which any number of gateways serve it. */
package dev.runnel.connectors.view;
