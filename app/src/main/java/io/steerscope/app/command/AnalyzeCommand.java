package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.margins.Margins;
import io.steerscope.app.margins.MarginsFile;
import io.steerscope.app.margins.SeedCoverage;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.verdict.VerdictSettings;

/** The final statistics of an experiment over margins from a CSV file. */
@Command(
        name = "analyze",
        description = {
            "Analyses margins from a CSV file with the columns pair_id, category, alpha, seed and margin,",
            "in any order. With columns method or scorer of several values, one of each has to be chosen."
        })
final class AnalyzeCommand implements Callable<Integer> {

    private static final double SMALLEST_SCALE = 1e-6;
    private static final double LARGEST_SCALE = 1e9;

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
            defaultValue = "100000",
            description = "Bootstrap resamples, at least 100 (default: ${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--bootstrap-seed",
            paramLabel = "SEED",
            description = "Seed of the bootstrap (default: that of every report).")
    private Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "LIST|own",
            converter = SeedRuleConverter.class,
            description =
                    "Seeds that an item, a pair at one alpha, must have to count: a list such as 0,1,2, which leaves"
                            + " other seeds out; or own, so that each item counts with the seeds it has (default: all seeds of"
                            + " the file).")
    private @Nullable SeedRule seeds;

    @Option(
            names = "--smallest-effect",
            paramLabel = "X",
            converter = EffectThresholdConverter.class,
            description =
                    "Smallest effect of interest, chosen before the margins were seen, in units of the margin (0.02) or"
                            + " in standard deviations of the items (0.25sd).")
    private @Nullable EffectThreshold smallestEffect;

    @Option(
            names = "--scale",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "What the margins of the file are divided by to lie in [-2, 2], such as 100 for a hundred times the"
                            + " cosine; all figures, and --smallest-effect, are in the units of the file (default:"
                            + " ${DEFAULT-VALUE}).")
    private double scale;

    @Override
    public Integer call() throws IOException {
        VerdictSettings settings = settings();
        Margins read = MarginsFile.read(margins, chosen(), scale);
        SeedRule rule = seeds == null ? new SeedRule.Observed() : seeds;
        SeedCoverage coverage = SeedCoverage.of(read.observations());
        PrintWriter err = spec.commandLine().getErr();
        new AnalysisRemarks(margins, read, coverage, rule)
                .lines()
                .forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
        AnalysisOptions options = AnalysisOptions.defaults().withBootstrapResamples(resamples);
        FinalAnalysis analysis = FinalAnalysis.ofFinished(
                read.observations(), rule, seed == null ? options : options.withSeed(seed), settings);
        if (scale != 1.0) {
            analysis = analysis.scaled(scale);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TABLE -> ReportTable.render(analysis, Terminal.columns());
                    case JSON -> JsonText.indented(fields(analysis, coverage)) + "\n";
                    case MARKDOWN -> ReportMarkdown.render(analysis);
                });
        out.flush();
        return 0;
    }

    /** @throws ParameterException if the scale or the smallest effect is out of range */
    private VerdictSettings settings() {
        if (!(scale >= SMALLEST_SCALE && scale <= LARGEST_SCALE)) {
            throw new ParameterException(
                    spec.commandLine(), "--scale must be between 0.000001 and 1000000000, is " + scale);
        }
        if (smallestEffect != null && smallestEffect.unit() == EffectThreshold.Unit.MARGIN) {
            try {
                smallestEffect.requireAtMost(EffectThreshold.MOST_MARGIN * scale);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage());
            }
        }
        return DesignScope.verdictSettings(smallestEffect).scaled(1.0 / scale);
    }

    private Map<String, String> chosen() {
        Map<String, String> chosen = new HashMap<>();
        if (scorer != null) {
            chosen.put("scorer", scorer);
        }
        if (method != null) {
            chosen.put("method", method);
        }
        return chosen;
    }

    /** The figures, and what a rule of seeds made of the file where one was given. */
    private Map<String, Object> fields(FinalAnalysis analysis, SeedCoverage coverage) {
        Map<String, Object> fields = new LinkedHashMap<>(analysis.toMap());
        if (scale != 1.0) {
            fields.put("scale", scale);
        }
        if (seeds != null) {
            Map<String, Object> ofSeeds = new LinkedHashMap<>();
            ofSeeds.put("rule", seeds instanceof SeedRule.Own ? "own" : "listed");
            if (seeds instanceof SeedRule.Listed listed) {
                ofSeeds.put("listed", listed.seeds());
            }
            ofSeeds.put("items_left_out", coverage.itemsLeftOut(seeds));
            ofSeeds.put("margins_left_out", coverage.marginsLeftOut(seeds));
            ofSeeds.put("items_by_number_of_seeds", coverage.itemsByNumberOfSeeds());
            fields.put("seeds", ofSeeds);
        }
        return fields;
    }
}
