package io.steerscope.app.experiment;

import java.nio.file.Path;

/** The run of a test in a process of its own, which the test kills. */
final class KilledRun {

    private KilledRun() {}

    public static void main(String[] arguments) throws Exception {
        ExperimentRun.execute(TestExperiments.settings(Path.of(arguments[0])), TestMonitor.watching());
    }
}
