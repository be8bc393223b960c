/** Records that failed on their way, kept whole with the reason on an invalid topic. */
package dev.runnel.engine.invalid;
