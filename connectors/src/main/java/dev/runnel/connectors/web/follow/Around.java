package dev.runnel.connectors.web.follow;

import dev.runnel.connectors.web.request.Refusals;
import dev.runnel.connectors.web.request.SignIn;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What connections of a reader share.
 *
 * @param watch looks after connections that say nothing
 */
record Around(SignIn signIn, Refusals refusals, ScheduledExecutorService watch) {}
