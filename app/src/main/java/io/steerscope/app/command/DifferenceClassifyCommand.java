package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.differences.ClassifyOutput;
import io.steerscope.app.differences.ClassifySet;
import io.steerscope.app.differences.ClassifyTask;
import io.steerscope.app.differences.ClassifyVectors;
import io.steerscope.statistics.differences.ComparativeDirections;

/** Classification of images by texts of classes, with and without comparatives between them. */
@Command(
        name = "classify",
        description = {
            "Classifies images by texts of classes, alone and refined by comparatives (\"a has a longer beak than b\"),",
            "and tests one against the other on the same images."
        })
final class DifferenceClassifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DifferenceSourceOptions sources;

    @Option(names = "--labels", paramLabel = "FILE", description = "Images and their classes: CSV, image,label.")
    private @Nullable Path labels;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description =
                    "Names of classes, one a line, each with its text after a tab if it has one of its own; or CSV,"
                            + " class,prompt.")
    private @Nullable Path classes;

    @Option(
            names = "--comparatives",
            paramLabel = "FILE",
            description = "Texts about how a class differs from another: CSV, first,second,text.")
    private @Nullable Path comparatives;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description = "The text of a class that has none of its own, with {c} for its name, such as \"a photo of a"
                    + " {c}\" (default: the name alone).")
    private @Nullable String template;

    @Option(
            names = "--weight",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "W,...",
            description =
                    "Weights of a class's own text beside its comparatives, from 0 to 1 (default: 0.8). The first is"
                            + " the one that is tested.")
    private List<Double> weights = List.of(0.8);

    @Option(
            names = "--directions",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "DIRECTIONS,...",
            description =
                    "Which classes a comparative moves: second (the one that is compared with, as published), both,"
                            + " or each in turn (default: second).")
    private List<ComparativeDirections> directions = List.of(ComparativeDirections.SECOND);

    @Override
    public Integer call() throws IOException {
        checkOptions();
        DifferenceSets<ClassifySet> asked;
        if (classes != null && comparatives != null && labels != null) {
            ClassifyTask task = ClassifyTask.read(classes, template == null ? "{c}" : template, comparatives, labels);
            asked = DifferenceSets.of(new DifferenceSpaces(sources, task.needs()), space -> List.of(task.with(space)));
        } else {
            asked = DifferenceSets.ofVectors(sources, ClassifyVectors::read);
        }
        ClassifyOutput output = ClassifyOutput.of(asked.sets(), distinct(weights), distinct(directions));
        DifferencePrinter.print(spec, sources.format(), asked.remarks(), output);
        return 0;
    }

    private void checkOptions() throws IOException {
        sources.check(spec);
        boolean isJson = !sources.vectors().isEmpty();
        require(
                isJson || labels != null && classes != null && comparatives != null,
                "give --labels FILE, --classes FILE and --comparatives FILE");
        require(
                !isJson || labels == null && classes == null && comparatives == null && template == null,
                "--vectors hold everything: give no --labels, --classes, --comparatives or --template with them");
        require(
                template == null || template.contains("{c}"),
                "--template must hold {c}, which stands for the name of the class");
        for (double weight : weights) {
            require(weight >= 0 && weight <= 1, "--weight must be between 0 and 1, is " + weight);
        }
    }

    private void require(boolean holds, String otherwise) {
        DifferenceSourceOptions.require(spec, holds, otherwise);
    }

    private static <T> List<T> distinct(List<T> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }
}
