package io.steerscope.app.experiment;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.progress.StageCount;

/** Who watches a run, and may end it. Called by the thread that runs it. */
public interface RunMonitor {

    /** Another part of the start has begun; {@code what} names it in a few words. */
    void starting(String what);

    /**
     * All stages are up.
     *
     * @param dashboard address of the dashboard, or null where there is none
     * @param bootstrapServers address of the embedded broker
     */
    void started(@Nullable URI dashboard, String bootstrapServers);

    /** How far the stages are; called several times a second. */
    void progress(List<StageCount> counts);

    /** Whether the dashboard is served on when the results are written, until the run is to end. */
    default boolean servesOn() {
        return false;
    }

    /** The results are written, and the dashboard is served on. */
    default void finished(RunOutcome.Finished outcome) {}

    /** Whether the run is to end now. */
    boolean stopRequested();
}
