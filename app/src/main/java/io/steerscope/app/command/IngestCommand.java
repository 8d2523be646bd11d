package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.app.ingest.CheckedSource;
import io.steerscope.app.ingest.SourceOptions;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.producer.ingest.ImageIngester;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.producer.ingest.IngestOutcome;
import io.steerscope.producer.ingest.IngestSettings;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Writes images that were made elsewhere to a cluster. */
@Command(
        name = "ingest",
        description = {
            "Writes images that were made elsewhere to a cluster, where they are scored as those of a generator are.",
            "All is checked before anything is written; the same command again writes what is missing alone."
        },
        footer = {
            "",
            "SOURCE is a folder with metadata.csv, metadata.jsonl or metadata.parquet",
            "(Hugging Face imagefolder), a table (.csv, .jsonl, .parquet) with a column of",
            "paths, or shards of WebDataset: a .tar, a folder of them, or a pattern such as",
            "'shards/{000..031}.tar'. Rows have the columns file_name (image, path, file)",
            "and target (prompt, text); and, as far as it is known, source, category,",
            "pair_id, method, alpha, seed and generator. Without a source prompt the",
            "alignment with the target is measured, else the margin."
        })
final class IngestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "The images: a folder, a table, or shards.")
    private String source;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--experiment",
            paramLabel = "ID",
            description = "Experiment that the images belong to (default: the name of the source).")
    private @Nullable String experiment;

    @Mixin
    private ImageSourceOptions images;

    @Option(
            names = "--generator",
            paramLabel = "NAME",
            defaultValue = SourceOptions.UNKNOWN,
            description = "What made the images whose rows do not say so (default: ${DEFAULT-VALUE}).")
    private String generator;

    @Option(
            names = "--scorer",
            paramLabel = "BUNDLE",
            description =
                    "Bundle that will judge the images; may be given again. The texts are checked for what it does"
                            + " not know or cannot tell apart; nothing else comes of it.")
    private List<Path> scorers = new ArrayList<>();

    @Option(
            names = "--smallest-effect",
            paramLabel = "X",
            converter = EffectThresholdConverter.class,
            description = "The smallest effect of interest, chosen before any result is seen: in units of the margin"
                    + " (0.02), or in standard deviations of the items (0.25sd) (default: none).")
    private @Nullable EffectThreshold smallestEffect;

    @Option(
            names = "--image-folder",
            paramLabel = "DIR",
            description = "Folder, shared with the scorers, for images too large for their record.")
    private @Nullable Path imageFolder;

    @Option(
            names = "--replace",
            description = "Overwrite images that are there with other bytes (default: they are a mistake).")
    private boolean replace;

    @Option(names = "--dry-run", description = "Check the source, and write nothing.")
    private boolean dryRun;

    @Mixin
    private ImageLimitOptions imageLimits;

    @Mixin
    private TextLimitOptions textLimits;

    @Override
    public Integer call() throws IOException {
        if (dryRun) {
            CheckedSource checked = check();
            print("%s of %s, nothing written".formatted(LetterText.counted(checked.images(), "image"), texts(checked)));
            return 0;
        }
        if (!kafka.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name a cluster with --bootstrap-server; on one machine without one, use steerscope run --images "
                            + source);
        }
        try (Admin admin = kafka.connect()) {
            TopicCatalogue topics = kafka.existingTopics(admin, TopicUse.INGEST);
            CheckedSource checked = check();
            ImageSet set = checked.set(experimentId(), smallestEffect);
            CountDisplay display =
                    new CountDisplay("images written", spec.commandLine().getErr());
            IngestOutcome outcome = ImageIngester.ingest(
                    kafka.clientProperties(),
                    topics,
                    set,
                    checked,
                    IngestSettings.DEFAULT.withReplace(replace).withImageFolder(imageFolder),
                    display::show);
            display.finish();
            print("experiment " + set.experimentId() + ": " + IngestWords.of(outcome));
            return 0;
        }
    }

    private String experimentId() {
        return experiment == null ? ImageSourceOptions.experimentId(source) : experiment;
    }

    private CheckedSource check() throws IOException {
        RecordLimits limits = textLimits.on(imageLimits.on(RecordLimits.DEFAULT));
        CountDisplay display =
                new CountDisplay("images checked", spec.commandLine().getErr());
        CheckedSource checked = CheckedSource.read(
                images.of(
                        source,
                        generator,
                        limits,
                        imageFolder != null,
                        scorers.stream().map(BundleFolders::clip).toList()),
                display::show);
        display.finish();
        PrintWriter err = spec.commandLine().getErr();
        checked.remarks().forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
        return checked;
    }

    private static String texts(CheckedSource checked) {
        return LetterText.counted(checked.pairs(), checked.measure() == Measure.ALIGNMENT ? "prompt" : "pair");
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
