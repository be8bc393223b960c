/** The data checks of a model, on each row of its result. */
package dev.runnel.engine.expect;
