package io.steerscope.worker.loop;

import io.steerscope.worker.stage.StageDefinition;

/** Names the threads of a worker by stage, scorer and role. */
final class WorkerThreads {

    private WorkerThreads() {}

    static Thread daemon(StageDefinition<?, ?, ?> stage, String role, Runnable task) {
        String scorer = stage.scorerId() == null ? "" : "-" + stage.scorerId();
        Thread thread = new Thread(task, stage.name() + scorer + "-" + role);
        thread.setDaemon(true);
        return thread;
    }
}
