/** Sources that end, read straight into destinations: {@link dev.runnel.engine.load.Loads} decides which. */
package dev.runnel.engine.load;
