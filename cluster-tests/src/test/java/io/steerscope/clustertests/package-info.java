/**
 * The roles on a real broker of this process: each row of the failure matrix in {@code docs/guarantees.md} that speaks
 * of the broker.
 *
 * <p>Most tests run the worker's loop with {@link io.steerscope.clustertests.EchoStage a stage without a model}, on the
 * topics of the catalogue; what is in question there is the loop. What the real clients threw is kept in
 * {@link io.steerscope.clustertests.WatchedClients}, so that fakes elsewhere can behave in the same way.
 */
@NullMarked
package io.steerscope.clustertests;

import org.jspecify.annotations.NullMarked;
