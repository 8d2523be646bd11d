package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.producer.publish.CancelOutcome;
import io.steerscope.producer.publish.ExperimentCanceller;

/** Orders that no more images of an experiment are made. */
@Command(
        name = "cancel",
        description =
                "Orders that no more images of an experiment are made. Its open jobs are skipped, one record each;"
                        + " producing the same design takes it up again.")
final class CancelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Parameters(paramLabel = "EXPERIMENT", description = "The experiment.")
    private String experiment;

    @Override
    public Integer call() {
        try (Admin admin = kafka.connect()) {
            CancelOutcome outcome = ExperimentCanceller.cancel(
                    kafka.clientProperties(), kafka.existingTopics(admin, TopicUse.CANCEL), experiment);
            PrintWriter out = spec.commandLine().getOut();
            out.println("experiment " + experiment
                    + (outcome.again() ? " was cancelled before, and is again: " : " is cancelled: ") + open(outcome));
            if (outcome.openJobs() != 0) {
                out.println(
                        "generators skip them as they come to them, images at work are still finished; follow it with"
                                + " steerscope report --experiment " + experiment
                                + "; steerscope produce of the same design takes it up again");
            }
            out.flush();
            return 0;
        }
    }

    private static String open(CancelOutcome outcome) {
        long expected = outcome.experiment().getExpectedJobs();
        if (outcome.openJobs() == CancelOutcome.UNKNOWN) {
            return "at most " + expected + " jobs are still open";
        }
        return outcome.openJobs() == 0
                ? "none of its " + expected + " jobs is still open"
                : "at most " + outcome.openJobs() + " of its " + expected + " jobs are still open";
    }
}
