package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.aggregator.report.FinalAnalysis;
import io.steerscope.aggregator.report.ReportMarkdown;
import io.steerscope.aggregator.report.ReportTable;
import io.steerscope.app.margins.MarginsFile;
import io.steerscope.statistics.analysis.AnalysisOptions;

/** The final statistics of an experiment over margins from a CSV file. */
@Command(
        name = "analyze",
        description = {
            "Analyses margins from a CSV file with the columns pair_id, category, alpha, seed and margin,",
            "in any order. With columns method or scorer of several values, one of each has to be chosen."
        })
final class AnalyzeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--margins", paramLabel = "FILE", required = true, description = "The CSV file.")
    private Path margins;

    @Option(names = "--scorer", paramLabel = "ID", description = "The scorer, where the file has a column of several.")
    private @Nullable String scorer;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "The method, where the file has a column of several.")
    private @Nullable String method;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    @Option(
            names = "--bootstrap-resamples",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Bootstrap resamples, at least 100 (default: ${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--bootstrap-seed",
            paramLabel = "SEED",
            description = "Seed of the bootstrap (default: that of every report).")
    private Long seed;

    @Override
    public Integer call() throws IOException {
        AnalysisOptions options = AnalysisOptions.defaults().withBootstrapResamples(resamples);
        Map<String, String> chosen = new HashMap<>();
        if (scorer != null) {
            chosen.put("scorer", scorer);
        }
        if (method != null) {
            chosen.put("method", method);
        }
        FinalAnalysis analysis = FinalAnalysis.ofFinished(
                MarginsFile.read(margins, chosen), seed == null ? options : options.withSeed(seed));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TABLE -> ReportTable.render(analysis, Terminal.columns());
                    case JSON -> JsonText.indented(analysis.toMap()) + "\n";
                    case MARKDOWN -> ReportMarkdown.render(analysis);
                });
        out.flush();
        return 0;
    }
}
