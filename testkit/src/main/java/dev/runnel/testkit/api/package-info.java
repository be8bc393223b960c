/**
 * A web API on this machine: users of a public API's shape, lists in pages of every kind, events that go on, and each trouble
 * that APIs make, when a test asks for it.
 */
package dev.runnel.testkit.api;
