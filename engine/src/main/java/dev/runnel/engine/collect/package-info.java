/** The job that reads a stream's source into its log: each record once, whatever is killed when. */
package dev.runnel.engine.collect;
