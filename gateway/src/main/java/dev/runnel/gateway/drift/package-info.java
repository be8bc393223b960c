/** The fields that records bring and contracts do not name: kept across restarts, served as JSON. */
package dev.runnel.gateway.drift;
