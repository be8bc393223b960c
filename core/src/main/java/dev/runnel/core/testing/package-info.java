/** Tests of a pipeline: {@code tests/*.yaml} read and checked, and what came out compared with what was expected. */
package dev.runnel.core.testing;
