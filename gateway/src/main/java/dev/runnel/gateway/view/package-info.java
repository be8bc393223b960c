/** Keeps each model's live result in memory and tells those who follow it. */
package dev.runnel.gateway.view;
