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

import io.steerscope.app.differences.RankOutput;
import io.steerscope.app.differences.RankSet;
import io.steerscope.app.differences.RankTask;
import io.steerscope.app.differences.RankVectors;
import io.steerscope.app.files.OutputFile;

/** Attribute ranking. */
@Command(
        name = "rank",
        description = {
            "Puts images in the order of an attribute: by their inner product with a text about a difference, such as",
            "\"larger\", or with the difference of two texts, such as \"large\" less \"small\"."
        })
final class DifferenceRankCommand implements Callable<Integer> {

    private static final String OUT = "--out";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DifferenceSourceOptions sources;

    @Option(names = "--text", paramLabel = "TEXT", description = "What images have more of the further up they stand.")
    private @Nullable String text;

    @Option(
            names = "--opposite",
            paramLabel = "TEXT",
            description = "What they have less of: the order is then by the difference of both texts.")
    private @Nullable String opposite;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Known values of the images to be ranked: CSV, image,value. Without it all images are ranked,"
                    + " and the order is not judged.")
    private @Nullable Path truth;

    @Option(names = OUT, paramLabel = "FILE", description = "Write the order of all images (CSV).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        sources.check(spec);
        boolean isJson = !sources.vectors().isEmpty();
        DifferenceSourceOptions.require(spec, isJson || text != null && !text.isBlank(), "give --text TEXT");
        DifferenceSourceOptions.require(
                spec, opposite == null || !opposite.isBlank(), "--opposite is empty: give a text, or leave it out");
        DifferenceSourceOptions.require(
                spec,
                !isJson || text == null && opposite == null && truth == null,
                "--vectors hold everything: give no --text, --opposite or --truth with them");
        List<@Nullable Path> inputs = new ArrayList<>(sources.inputs());
        inputs.add(truth);
        OutputFile.requireNoInput(OUT, out, inputs);
        DifferenceSets<RankSet> asked;
        if (text != null) {
            RankTask task = RankTask.of(text, opposite, truth);
            DifferenceSpaces spaces = new DifferenceSpaces(sources, task.needs());
            OutputFile.requireNoInput(OUT, out, spaces.images());
            asked = DifferenceSets.of(spaces, space -> List.of(task.with(space)));
        } else {
            asked = DifferenceSets.ofVectors(sources, RankVectors::read);
        }
        RankOutput output = RankOutput.of(asked.sets());
        if (out != null) {
            output.write(out);
        }
        DifferencePrinter.print(spec, sources.format(), asked.remarks(), output);
        return 0;
    }
}
