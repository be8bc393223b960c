/** Models: SQL over streams and other models, planned by Flink, with mistakes reported at their place in the file. */
package dev.runnel.engine.model;
