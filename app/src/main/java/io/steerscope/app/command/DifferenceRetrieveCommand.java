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

import io.steerscope.app.differences.RetrieveOutput;
import io.steerscope.app.differences.RetrieveSet;
import io.steerscope.app.differences.RetrieveTask;
import io.steerscope.app.differences.RetrieveVectors;

/** Retrieval of captions by pictures and of pictures by captions. */
@Command(
        name = "retrieve",
        description = {
            "Looks for the captions of pictures and the pictures of captions: whether a model that was trained on",
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
            description = "Captions of pictures: CSV, image,caption. A picture may have several, and share them.")
    private @Nullable Path captions;

    @Override
    public Integer call() throws IOException {
        sources.check(spec);
        boolean isJson = !sources.vectors().isEmpty();
        DifferenceSourceOptions.require(spec, isJson || captions != null, "give --captions FILE");
        DifferenceSourceOptions.require(
                spec, !isJson || captions == null, "--vectors hold everything: give no --captions with them");
        List<RetrieveSet> sets = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Path file : sources.vectors()) {
            sets.add(RetrieveVectors.read(file, ColumnNames.of(file, sources.vectors())));
        }
        if (captions != null) {
            RetrieveTask task = RetrieveTask.read(captions);
            DifferenceSpaces spaces = new DifferenceSpaces(sources, task.needs());
            spaces.read().forEach(space -> sets.add(task.with(space)));
            remarks.addAll(spaces.remarks());
        }
        DifferencePrinter.print(spec, sources.format(), remarks, RetrieveOutput.of(sets));
        return 0;
    }
}
