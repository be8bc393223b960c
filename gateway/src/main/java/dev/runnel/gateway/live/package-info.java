/** Watches the pipeline once a second and tells the dashboard. */
package dev.runnel.gateway.live;
