package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.differences.PairsOutput;
import io.steerscope.app.differences.PairsSet;
import io.steerscope.app.differences.PairsTask;
import io.steerscope.app.differences.PairsVectors;

/** Difference classification. */
@Command(
        name = "pairs",
        description = {
            "Says of which of two images a text about their difference is true, pair by pair: by the sign of the cosine",
            "of the text with the first image less the second."
        })
final class DifferencePairsCommand implements Callable<Integer> {

    private static final long DEFAULT_SEED = 1;

    /** What the intervals draw. */
    enum Cluster {
        /** Images. */
        IMAGE
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private DifferenceSourceOptions sources;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "Pairs of images: CSV, first,second,text,truth. Truth: 1 if the text is true of the first, -1"
                    + " of the second, 0 of neither. With first_caption and second_caption the difference of the captions"
                    + " is a second way of asking; with category accuracies are shown by it.")
    private @Nullable Path pairs;

    @Option(
            names = "--cluster",
            paramLabel = "image",
            description = "Add intervals by bootstrap over images, for pairs that share them.")
    private @Nullable Cluster cluster;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Seed of the bootstrap of --cluster (default: " + DEFAULT_SEED + ").")
    private @Nullable Long seed;

    @Override
    public Integer call() throws IOException {
        sources.check(spec);
        boolean isJson = !sources.vectors().isEmpty();
        DifferenceSourceOptions.require(spec, isJson || pairs != null, "give --pairs FILE");
        DifferenceSourceOptions.require(
                spec, !isJson || pairs == null, "--vectors hold everything: give no --pairs with them");
        DifferenceSourceOptions.require(
                spec, seed == null || cluster != null, "--seed is that of --cluster image: give both, or neither");
        DifferenceSets<PairsSet> asked;
        if (pairs != null) {
            PairsTask task = PairsTask.read(pairs);
            asked = DifferenceSets.of(new DifferenceSpaces(sources, task.needs()), task::with);
        } else {
            asked = DifferenceSets.ofVectors(sources, PairsVectors::read);
        }
        PairsOutput output = PairsOutput.of(asked.sets(), bootstrapSeed());
        DifferencePrinter.print(spec, sources.format(), asked.remarks(), output);
        return 0;
    }

    /** Null for no bootstrap. */
    private @Nullable Long bootstrapSeed() {
        if (cluster == null) {
            return null;
        }
        return seed == null ? DEFAULT_SEED : seed;
    }
}
