/** What a run would create, change and remove, compared with the run before. */
package dev.runnel.engine.plan;
