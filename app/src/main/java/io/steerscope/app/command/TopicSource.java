package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.experiment.OpenRun;
import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** Where the topics are: on a cluster, or in the folder of a run. */
final class TopicSource {

    private static final Path DEFAULT_FOLDER = Path.of("steerscope-out");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of a run (default: steerscope-out, unless a Kafka is named).")
    private @Nullable Path run;

    /** The installation while it is open. */
    record Opened(Map<String, Object> clients, TopicCatalogue topics, @Nullable OpenRun run) {}

    /** What is done with it. */
    interface Work {
        int with(Opened opened) throws IOException;
    }

    /** Whether a cluster is named, and no folder. */
    boolean isCluster() {
        return kafka.isGiven() && run == null;
    }

    /** Start of every topic name of a cluster. */
    String topicPrefix() {
        return kafka.topicPrefix();
    }

    /** Opens the installation, and closes it after the work. */
    int open(TopicUse use, Work work) throws IOException {
        return open(use::of, work);
    }

    /**
     * Opens the installation, and closes it after the work.
     *
     * @param used the topics that must exist
     */
    @SuppressWarnings("try") // the log is only held
    int open(Function<TopicCatalogue, List<TopicDefinition>> used, Work work) throws IOException {
        if (run != null && kafka.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "give --run DIR or --bootstrap-server HOST:PORT, not both");
        }
        if (kafka.isGiven()) {
            TopicCatalogue topics = kafka.existingTopics(used);
            return work.with(new Opened(kafka.clientProperties(), topics, null));
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--topic-prefix")) {
            throw new ParameterException(
                    spec.commandLine(), "--topic-prefix is for a cluster: name one with --bootstrap-server HOST:PORT");
        }
        RunFolder folder = folder();
        try (RunLog log = RunLog.open(folder.log());
                OpenRun opened = OpenRun.open(folder)) {
            return work.with(new Opened(opened.clients(), opened.topics(), opened));
        }
    }

    /** The folder, if that is what is meant. */
    RunFolder folder() {
        Path path = run == null ? DEFAULT_FOLDER : run;
        if (!Files.isRegularFile(new RunFolder(path).record())) {
            throw new ActionableException("there is no run in the folder " + path
                    + ": name that of a run with --run DIR, or a cluster with --bootstrap-server HOST:PORT");
        }
        return new RunFolder(path);
    }
}
