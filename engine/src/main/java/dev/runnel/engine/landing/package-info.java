/** The job that lands a stream: valid records to its destinations, the others to its invalid topic. */
package dev.runnel.engine.landing;
