/** Where to begin: {@link dev.runnel.engine.run.Engine} starts a pipeline's jobs and says how they are. */
package dev.runnel.engine.run;
