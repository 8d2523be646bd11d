package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.app.records.Detail;
import io.steerscope.app.records.ReadingRange;
import io.steerscope.app.records.RecordLines;
import io.steerscope.app.records.RecordReading;
import io.steerscope.app.records.StartOffset;
import io.steerscope.app.records.TopicNames;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** The records of a topic. */
@Command(
        name = "cat",
        description = {
            "Prints the records of a topic, decoded: one JSON object a line with partition, offset, timestamp, key and value.",
            "From the first record to the last that is there as it begins; what is committed alone, of no consumer group.",
            "A tombstone has the value null. What cannot be decoded has error and value_base64 in place of value."
        })
final class TopicCatCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The topic, with or without its prefix, such as scores.")
    private String name;

    @Mixin
    private TopicSource source;

    @Option(names = "--follow", description = "Go on with what is written from then on, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--experiment", paramLabel = "ID", description = "Of this experiment alone.")
    private @Nullable String experiment;

    @Option(
            names = "--partition",
            paramLabel = "N,...",
            split = ",",
            hideParamSyntax = true,
            description = "Of these partitions alone.")
    private Set<Integer> partitions = new LinkedHashSet<>();

    @Option(
            names = "--offset",
            paramLabel = "OFFSET",
            defaultValue = "earliest",
            converter = StartOffsetConverter.class,
            description =
                    "Where to begin: earliest, latest, or, of one --partition, an offset (default: ${DEFAULT-VALUE}).")
    private StartOffset start;

    @Option(
            names = {"--limit", "--max-records"},
            paramLabel = "N",
            description = "End after so many records (default: all).")
    private @Nullable Long limit;

    @Option(
            names = "--with-images",
            description = "Print the bytes of images, and the values that dead letters hold, as base64.")
    private boolean withImages;

    @Option(names = "--with-embeddings", description = "Print the elements of embeddings as arrays of numbers.")
    private boolean withEmbeddings;

    @Option(
            names = "--format",
            defaultValue = "jsonl",
            description =
                    "jsonl, one object a line, or json, indented objects one after another (default: ${DEFAULT-VALUE}).")
    private RecordFormat format;

    @Override
    public Integer call() throws IOException {
        TopicDefinition topic = topic();
        requireSense(topic);
        if (limit != null && limit == 0) {
            return 0;
        }
        return source.open(topics -> List.of(topic), opened -> print(opened, topic));
    }

    private TopicDefinition topic() {
        try {
            return TopicNames.named(TopicCatalogue.withPrefix(source.topicPrefix()), name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Refuses what would print nothing, or other records than were meant. */
    private void requireSense(TopicDefinition topic) {
        if (start instanceof StartOffset.At && partitions.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "an offset means something in one partition: name it with --partition N");
        }
        if (follow && !source.isCluster()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--follow is for a cluster: nothing is written to the folder of a run while this command holds it;"
                            + " name the Kafka of a run that goes on with --bootstrap-server HOST:PORT");
        }
        if (experiment != null && topic.valueType() == TextEmbedding.class) {
            throw new ParameterException(
                    spec.commandLine(), "the embedding of a text belongs to no experiment: leave --experiment out");
        }
        partitions.stream().filter(partition -> partition < 0).findFirst().ifPresent(partition -> {
            throw new ParameterException(spec.commandLine(), "--partition must not be negative, is " + partition);
        });
    }

    private int print(TopicSource.Opened opened, TopicDefinition topic) {
        RecordLines lines =
                new RecordLines(topic, new Detail(withImages, withEmbeddings), format == RecordFormat.JSON, experiment);
        RecordPrinter printer = new RecordPrinter(spec.commandLine().getOut(), lines, limit);
        try (StopSignal stop = StopSignal.install();
                RecordReading reading = new RecordReading(opened.clients(), stop::isRequested)) {
            reading.read(topic.name(), new ReadingRange(partitions, start, follow), printer);
        }
        printer.flush();
        if (experiment != null && lines.wanted() == 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("%s: no record of the experiment \"%s\" was read from %s (%s)"
                    .formatted(
                            spec.qualifiedName(),
                            VisibleText.of(experiment),
                            topic.name(),
                            lines.others().isEmpty()
                                    ? "nor any other"
                                    : "there are " + VisibleText.of(String.join(", ", lines.others()))));
            err.flush();
        }
        if (lines.undecodable() > 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(spec.qualifiedName() + ": " + LetterText.counted(lines.undecodable(), "record")
                    + " could not be decoded: see error");
            err.flush();
        }
        return 0;
    }
}
