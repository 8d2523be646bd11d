package io.steerscope.benchmarks.scaling;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.steerscope.benchmarks.faults.RoleProcess;

/**
 * Processor time that was used up to a moment.
 *
 * @param broker seconds of the broker
 * @param workers seconds of all workers together
 */
record ProcessorTime(double broker, double workers) {

    /** Now. */
    static ProcessorTime now(RoleProcess broker, Collection<WorkerProcess> workers) {
        return new ProcessorTime(
                seconds(List.of(broker)),
                seconds(workers.stream().map(WorkerProcess::process).toList()));
    }

    private static double seconds(Collection<RoleProcess> processes) {
        return processes.stream()
                .mapToDouble(process -> process.handle()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1e3)
                .sum();
    }
}
