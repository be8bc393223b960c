/** What a measured process and the harness say to each other. */
package dev.runnel.bench.child;
