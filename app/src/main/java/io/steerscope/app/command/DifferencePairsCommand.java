package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "Says of which of two pictures a text about their difference is true, pair by pair: by the sign of the cosine",
            "of the text with the first picture less the second."
        })
final class DifferencePairsCommand implements Callable<Integer> {

    /** What the intervals draw. */
    enum Cluster {
        /** Pictures. */
        IMAGE
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private DifferenceSourceOptions sources;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description =
                    "Pairs of pictures: CSV, first,second,text,truth. Truth: 1 if the text is true of the first, -1"
                            + " of the second, 0 of neither. With first_caption and second_caption the difference of the captions"
                            + " is a second way of asking; with category accuracies are shown by it.")
    private @Nullable Path pairs;

    @Option(
            names = "--cluster",
            paramLabel = "image",
            description = "Add intervals by bootstrap over pictures, for pairs that share them.")
    private @Nullable Cluster cluster;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of the bootstrap (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        sources.check(spec);
        boolean isJson = !sources.vectors().isEmpty();
        DifferenceSourceOptions.require(spec, isJson || pairs != null, "give --pairs FILE");
        DifferenceSourceOptions.require(
                spec, !isJson || pairs == null, "--vectors hold everything: give no --pairs with them");
        List<PairsSet> sets = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Path file : sources.vectors()) {
            sets.add(PairsVectors.read(file, ColumnNames.of(file, sources.vectors())));
        }
        if (pairs != null) {
            PairsTask task = PairsTask.read(pairs);
            DifferenceSpaces spaces = new DifferenceSpaces(sources, task.needs());
            spaces.read().forEach(space -> sets.addAll(task.with(space)));
            remarks.addAll(spaces.remarks());
        }
        PairsOutput output = PairsOutput.of(sets, cluster == null ? null : Long.valueOf(seed));
        DifferencePrinter.print(spec, sources.format(), remarks, output);
        return 0;
    }
}
