/** Reading a stream's topics with Flink: whole records for landings, rows of the columns asked for for models. */
package dev.runnel.engine.log;
