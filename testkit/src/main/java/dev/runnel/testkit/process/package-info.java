/** The program as users start it: a child process that can be asked, interrupted, killed and started again. */
package dev.runnel.testkit.process;
