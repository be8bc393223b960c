/** Static files: the dashboard, its libraries, the pipeline's own site. */
package dev.runnel.gateway.web;
