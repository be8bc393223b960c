package dev.runnel.connectors.web.rest;

import java.io.Serializable;
import java.time.Duration;

/** So many of something in a time, evenly spread. */
record Rate(int count, Duration time) implements Serializable {}
