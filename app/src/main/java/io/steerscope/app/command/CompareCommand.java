package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.app.files.AtomicFile;
import io.steerscope.results.comparison.ComparisonChoice;
import io.steerscope.results.comparison.RunComparison;
import io.steerscope.results.comparison.RunComparisonFields;
import io.steerscope.results.format.html.ComparisonHtml;
import io.steerscope.results.format.text.ComparisonTable;

/** Two runs beside each other. */
@Command(
        name = "compare",
        description = {
            "Compares two runs of the same pairs, such as with other steps, another generator or another method: what",
            "differs in their designs, the margins of B less those of A pair by pair, and the images that changed most.",
            "A and B are folders of runs, or experiments of a cluster; finished or not."
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Folder of a run, or an experiment of the cluster.")
    private String a;

    @Parameters(index = "1", paramLabel = "B", description = "The other, of which A is subtracted.")
    private String b;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "Only this method of B (default: every method that both have).")
    private @Nullable String method;

    @Option(
            names = "--against",
            paramLabel = "NAME",
            description = "The method of A that is subtracted (default: that of --method).")
    private @Nullable String against;

    @Option(
            names = "--scorer",
            paramLabel = "ID",
            description = "Only this scorer (default: every scorer that both have).")
    private @Nullable String scorer;

    @Option(
            names = "--format",
            defaultValue = "table",
            description =
                    "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); HTML with the images of runs' folders.")
    private ComparisonFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file (default: standard output).")
    private @Nullable Path out;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "" + ComparisonChoice.IMAGES,
            description = "How many of the images that changed most, for each scorer (default: ${DEFAULT-VALUE}).")
    private int images;

    @Override
    public Integer call() throws IOException {
        ComparedRuns runs = ComparedRuns.read(a, b, kafka, this::remark);
        RunComparison comparison = RunComparison.of(
                runs.a().side(), runs.b().side(), new ComparisonChoice(scorer, method, against, images));
        String text =
                switch (format) {
                    case TABLE -> ComparisonTable.render(comparison, Terminal.columns());
                    case JSON -> JsonText.indented(RunComparisonFields.of(comparison)) + "\n";
                    case HTML -> html(comparison, runs);
                };
        PrintWriter result = spec.commandLine().getOut();
        if (out == null) {
            result.print(text);
        } else {
            AtomicFile.write(out, text);
            result.println(out);
        }
        result.flush();
        return 0;
    }

    private static String html(RunComparison comparison, ComparedRuns runs) throws IOException {
        StringBuilder page = new StringBuilder();
        ComparisonHtml.write(comparison, runs.images(comparison), page);
        return page.toString();
    }

    private void remark(String remark) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + remark);
        err.flush();
    }
}
