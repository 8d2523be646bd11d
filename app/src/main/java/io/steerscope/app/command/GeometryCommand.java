package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.geometry.GeometryOutput;
import io.steerscope.results.document.Section;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;

/** The direction in which images changed, over embeddings from files. */
@Command(
        name = "geometry",
        description = {
            "Says whether images changed in the direction that their prompts say, over embeddings from files: against the",
            "unsteered image (alpha 0) of the same pair and seed, and whether the pairs of a category share one direction."
        })
final class GeometryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private EmbeddingFileOptions files;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    @Override
    public Integer call() throws IOException {
        if (!files.isByPair()) {
            throw new ActionableException(files.images()
                    + ": changes are from the unsteered image of the same pair and seed: add the columns pair_id, alpha"
                    + " and seed");
        }
        EmbeddingTable table = files.read(GeometryOutput.TEXTS);
        print(GeometryOutput.of(table));
        return 0;
    }

    private void print(GeometryOutput output) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case JSON -> out.println(JsonText.indented(output.fields()));
            case TABLE -> {
                for (Section section : output.sections()) {
                    out.print(ReportTable.render(section, Terminal.columns()));
                }
            }
            case MARKDOWN -> {
                for (Section section : output.sections()) {
                    out.print(ReportMarkdown.render(section));
                }
            }
        }
        out.flush();
    }
}
