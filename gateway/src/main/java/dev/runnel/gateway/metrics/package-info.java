/** Every metric that the gateway exposes, declared in one place. */
package dev.runnel.gateway.metrics;
