package io.steerscope.app.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.steerscope.app.experiment.Phase;
import io.steerscope.app.experiment.RunOutcome;
import io.steerscope.app.experiment.StageTime;
import io.steerscope.app.progress.ProgressDisplay;

/** Where the time of a run went, as a table. */
final class RunTimes {

    private RunTimes() {}

    /** Duration of the run, its phases one after another, and a row for each worker. */
    static String text(RunOutcome.Finished finished) {
        StringBuilder text = new StringBuilder();
        text.append("time: ").append(ProgressDisplay.time(finished.duration())).append('\n');
        phases(text, finished.phases());
        text.append(String.format(
                Locale.ROOT, "  %-28s %8s %9s %9s %9s %9s", "", "records", "model", "waiting", "preparing", "commits"));
        for (StageTime time : finished.times()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %-28s %8d %9s %9s %9s %9s",
                    time.worker(),
                    time.records(),
                    seconds(time.model()),
                    seconds(time.waiting()),
                    seconds(time.preparing()),
                    seconds(time.committing())));
        }
        return text.toString();
    }

    private static void phases(StringBuilder text, List<Phase> phases) {
        Duration sum = Duration.ZERO;
        if (!phases.isEmpty()) {
            text.append(String.format(Locale.ROOT, "  %-42s %9s %9s %9s%n", "", "time", "since", "processor"));
        }
        for (Phase phase : phases) {
            sum = sum.plus(phase.took());
            text.append(String.format(
                    Locale.ROOT,
                    "  %-42s %9s %9s %9s%n",
                    phase.name(),
                    seconds(phase.took()),
                    seconds(sum),
                    seconds(phase.processor())));
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
