package io.steerscope.worker.loop;

import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.worker.stage.StageDefinition;

/** Names the threads of a worker by stage, scorer and role. */
final class WorkerThreads {

    private WorkerThreads() {}

    static Thread daemon(StageDefinition<?, ?, ?> stage, String role, Runnable task) {
        String scorer = stage.scorerId() == null ? "" : "-" + stage.scorerId();
        return DaemonThreads.of(stage.name() + scorer + "-" + role, task);
    }
}
