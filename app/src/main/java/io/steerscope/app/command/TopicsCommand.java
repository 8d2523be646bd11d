package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.List;

import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "plan, apply or cat?");
    }

    @Command(name = "plan", description = "Shows what apply would change; changes nothing. Fails on a conflict.")
    int plan(@Mixin KafkaOptions kafka, @Mixin CatalogueOptions catalogue) {
        try (Admin admin = kafka.connect()) {
            List<TopicChange> plan = new TopicAdministrator(admin).plan(catalogue.under(kafka.topicPrefix()));
            print(plan);
            return plan.stream().anyMatch(TopicChange.Conflict.class::isInstance) ? 1 : 0;
        }
    }

    @Command(name = "apply", description = "Creates what is missing and alters what differs; never loses records.")
    int apply(@Mixin KafkaOptions kafka, @Mixin CatalogueOptions catalogue) {
        try (Admin admin = kafka.connect()) {
            print(new TopicAdministrator(admin).apply(catalogue.under(kafka.topicPrefix())));
            return 0;
        }
    }

    private void print(List<TopicChange> plan) {
        PrintWriter out = spec.commandLine().getOut();
        plan.forEach(change -> out.println(change.line()));
        out.flush();
    }

    /** Sizes of the topics. */
    static final class CatalogueOptions {

        @Option(
                names = "--partitions",
                paramLabel = "N",
                defaultValue = "" + TopicCatalogue.DEFAULT_PARTITIONS,
                description = "Partitions of jobs, images, image-summaries and scores (default: ${DEFAULT-VALUE}).")
        private int partitions;

        @Option(
                names = "--replication",
                paramLabel = "N",
                defaultValue = "" + TopicCatalogue.AUTOMATIC_REPLICATION,
                description = "Copies of every partition; 0 for as many as there are brokers, at most 3 (default: 0).")
        private short replication;

        TopicCatalogue under(String prefix) {
            return new TopicCatalogue(prefix, partitions, replication);
        }
    }
}
