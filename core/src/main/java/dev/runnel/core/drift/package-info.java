/** Fields that records have and contracts do not name: what they look like, how often, and how to declare them. */
package dev.runnel.core.drift;
