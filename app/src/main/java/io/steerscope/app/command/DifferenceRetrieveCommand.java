package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.differences.RetrieveOutput;
import io.steerscope.app.differences.RetrieveSet;
import io.steerscope.app.differences.RetrieveTask;
import io.steerscope.app.differences.RetrieveVectors;

/** Retrieval of captions by images and of images by captions. */
@Command(
        name = "retrieve",
        description = {
            "Looks for the captions of images and the images of captions: whether a model that was trained on",
            "differences still knows ordinary captions."
        })
final class DifferenceRetrieveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DifferenceSourceOptions sources;

    @Option(
            names = "--captions",
            paramLabel = "FILE",
            description = "Captions of images: CSV, image,caption. A image may have several, and share them.")
    private @Nullable Path captions;

    @Override
    public Integer call() throws IOException {
        sources.check(spec);
        boolean isJson = !sources.vectors().isEmpty();
        DifferenceSourceOptions.require(spec, isJson || captions != null, "give --captions FILE");
        DifferenceSourceOptions.require(
                spec, !isJson || captions == null, "--vectors hold everything: give no --captions with them");
        DifferenceSets<RetrieveSet> asked;
        if (captions != null) {
            RetrieveTask task = RetrieveTask.read(captions);
            asked = DifferenceSets.of(new DifferenceSpaces(sources, task.needs()), space -> List.of(task.with(space)));
        } else {
            asked = DifferenceSets.ofVectors(sources, RetrieveVectors::read);
        }
        DifferencePrinter.print(spec, sources.format(), asked.remarks(), RetrieveOutput.of(asked.sets()));
        return 0;
    }
}
