/** What landings and models share about their destinations. */
package dev.runnel.engine.destination;
