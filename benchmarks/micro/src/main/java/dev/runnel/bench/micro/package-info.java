/** Single parts of Runnel under JMH. */
package dev.runnel.bench.micro;
