/** Invalid records: found by a condition, mended, and replayed exactly once. */
package dev.runnel.gateway.invalid;
