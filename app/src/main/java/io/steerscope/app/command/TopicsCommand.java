package io.steerscope.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicChange;

/** The topic catalogue against a cluster, and what the topics hold. */
@Command(
        name = "topics",
        description = "Compares the topics of a cluster with the catalogue, creates them, and prints their records.",
        subcommands = TopicCatCommand.class)
final class TopicsCommand implements Runnable {

    /** Exit status of {@code plan} where {@code apply} would change something. */
    static final int CHANGES_DUE = 3;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw UsageMistakes.commandNeeded(spec.commandLine());
    }

    @Command(
            name = "plan",
            description = "Shows what apply would change, a line each (now -> wanted); changes nothing.",
            exitCodeList = {
                "0:nothing has to change",
                "1:a topic is in conflict with what is wanted, or another failure; apply would change nothing",
                "2:wrong usage",
                CHANGES_DUE + ":apply would change something"
            })
    int plan(@Mixin KafkaOptions kafka, @Mixin CatalogueOptions catalogue) {
        try (Admin admin = kafka.connect()) {
            List<TopicChange> plan = new TopicAdministrator(admin).plan(catalogue.under(kafka.topicPrefix()));
            print(plan);
            if (plan.stream().anyMatch(TopicChange.Conflict.class::isInstance)) {
                return 1;
            }
            return plan.stream().allMatch(TopicChange.Unchanged.class::isInstance) ? 0 : CHANGES_DUE;
        }
    }

    @Command(
            name = "apply",
            description = "Creates what is missing and alters what differs; never loses records, and changes nothing"
                    + " where a topic is in conflict with what is wanted.")
    int apply(
            @Mixin KafkaOptions kafka,
            @Mixin CatalogueOptions catalogue,
            @Option(
                            names = "--wait",
                            paramLabel = "SECONDS",
                            defaultValue = "0",
                            description = "How long at the most to wait for a broker to answer, as after a start of a"
                                    + " cluster (default: ${DEFAULT-VALUE}).")
                    int seconds) {
        try (Admin admin = kafka.connect(Duration.ofSeconds(seconds))) {
            print(new TopicAdministrator(admin).apply(catalogue.under(kafka.topicPrefix())));
            return 0;
        }
    }

    private void print(List<TopicChange> plan) {
        PrintWriter out = spec.commandLine().getOut();
        plan.stream()
                .filter(change -> !(change instanceof TopicChange.Unchanged))
                .forEach(change -> out.println(change.line()));
        long unchanged =
                plan.stream().filter(TopicChange.Unchanged.class::isInstance).count();
        out.println(unchanged + (unchanged == 1 ? " topic" : " topics") + " unchanged");
        out.flush();
    }

    /** Sizes of the topics. */
    static final class CatalogueOptions {

        @Option(
                names = "--partitions",
                paramLabel = "N",
                defaultValue = "" + TopicCatalogue.DEFAULT_PARTITIONS,
                description = "Partitions of jobs, images, image-summaries, scores and skipped-jobs (default:"
                        + " ${DEFAULT-VALUE}). A topic that keeps the last record of every key gets more only while it"
                        + " is empty.")
        private int partitions;

        @Option(
                names = "--replication",
                paramLabel = "N",
                defaultValue = "" + TopicCatalogue.AUTOMATIC_REPLICATION,
                description = "Copies of every partition; 0 for as many as there are brokers, at most 3, and of topics"
                        + " that exist as many as they have (default: 0).")
        private short replication;

        @Option(
                names = "--retention",
                paramLabel = "TIME",
                description =
                        "For how long jobs, images and dead letters are kept, such as 30d. By default jobs 90 days"
                                + " and the others 365, or longer where it is set so.")
        private @Nullable Duration retention;

        @Option(
                names = "--min-insync-replicas",
                paramLabel = "N",
                defaultValue = "" + TopicCatalogue.AUTOMATIC_IN_SYNC,
                description = "On how many brokers an acknowledged record is at least; 0 for 2 where there are 3 copies"
                        + " or more, else 1 (default: 0).")
        private int minInSyncReplicas;

        TopicCatalogue under(String prefix) {
            return new TopicCatalogue(prefix, partitions, replication, retention, minInSyncReplicas);
        }
    }
}
