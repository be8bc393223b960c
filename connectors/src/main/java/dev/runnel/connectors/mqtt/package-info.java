/** Messages of an MQTT 5 broker. */
package dev.runnel.connectors.mqtt;
