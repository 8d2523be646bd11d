package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.margins.Margins;
import io.steerscope.app.margins.MarginsFile;
import io.steerscope.app.margins.SeriesChoice;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.verdict.VerdictSettings;

/** The final statistics of an experiment over margins from a CSV file. */
@Command(
        name = "analyze",
        description = {
            "Analyses margins from a CSV file with the columns pair_id, category, alpha, seed and margin,",
            "in any order. Of several methods or scorers, in columns method and scorer, each is analysed, and the",
            "methods are contrasted with each other pair by pair."
        })
final class AnalyzeCommand implements Callable<Integer> {

    private static final String NO_BASELINE = "none";
    private static final double SMALLEST_SCALE = 1e-6;
    private static final double LARGEST_SCALE = 1e9;

    @Spec
    private CommandSpec spec;

    @Option(names = "--margins", paramLabel = "FILE", required = true, description = "The CSV file.")
    private Path margins;

    @Option(
            names = "--scorer",
            paramLabel = "ID",
            description = "The scorer, where the file has a column of several (default: all).")
    private @Nullable String scorer;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "The method, where the file has a column of several (default: all).")
    private @Nullable String method;

    @Option(
            names = "--against",
            paramLabel = "NAME",
            description =
                    "The method that is subtracted, pair by pair, from the chosen one or from each other one (default:"
                            + " nothing from a chosen one; else shuffled, or the first in alphabetical order where the file"
                            + " has no shuffled).")
    private @Nullable String against;

    @Option(
            names = "--baseline",
            paramLabel = "FILE|none",
            description =
                    "Margins of unsteered images, such as baseline.csv of a run: a CSV file whose column method holds source"
                            + " or target. They give the shift, the margin less that of the unsteered image (default: the"
                            + " rows of these methods in the file of margins, or those of alpha 0 where it has no column"
                            + " method; none: no shift).")
    private @Nullable String baseline;

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

    @Mixin
    private StopReplayOptions stop;

    @Override
    public Integer call() throws IOException {
        VerdictSettings settings = settings();
        ReplayedStopping.@Nullable Settings stopping = stop.settings().orElse(null);
        SeriesChoice choice = new SeriesChoice(scorer, method, against, !NO_BASELINE.equals(baseline));
        Margins read = read(choice);
        SeedRule rule = seeds == null ? new SeedRule.Observed() : seeds;
        AnalysisOptions options = AnalysisOptions.defaults().withBootstrapResamples(resamples);
        AnalysedSeries.Settings how = new AnalysedSeries.Settings(
                rule, seed == null ? options : options.withSeed(seed), settings, scale, stopping);
        List<AnalysedSeries> analysed = AnalysedSeries.of(read, choice, how);
        PrintWriter err = spec.commandLine().getErr();
        remarks(read, analysed, rule).forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
        AnalysisOutput output = new AnalysisOutput(analysed, ScorerContrast.of(read, how), seeds, scale);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TABLE -> output.table(Terminal.columns());
                    case JSON -> output.json();
                    case MARKDOWN -> output.markdown();
                });
        out.flush();
        return 0;
    }

    /**
     * @throws io.steerscope.app.failure.ActionableException if more than half of the items of a method would be left
     *     out
     */
    private List<String> remarks(Margins read, List<AnalysedSeries> analysed, SeedRule rule) {
        List<String> lines = new ArrayList<>(AnalysisRemarks.ofUnsteered(margins, read));
        for (AnalysedSeries one : analysed) {
            String ofScorer = analysed.size() == 1
                    ? margins.toString()
                    : "%s: scorer %s".formatted(margins, VisibleText.of(one.scorer()));
            one.methods().forEach((name, ofMethod) -> {
                String of = one.isOneMethod() ? ofScorer : "%s: method %s".formatted(ofScorer, VisibleText.of(name));
                lines.addAll(new AnalysisRemarks(of, ofMethod.coverage(), rule).lines());
                if (ofMethod.shift() != null) {
                    AnalysisRemarks.ofShift(of, ofMethod.shift()).ifPresent(lines::add);
                } else if (baseline != null && !baseline.equals(NO_BASELINE)) {
                    lines.add(AnalysisRemarks.withoutSource(baseline, of));
                }
            });
            one.contrasts().forEach(contrast -> AnalysisRemarks.ofContrast(ofScorer, contrast)
                    .ifPresent(lines::add));
        }
        AnalysisRemarks.ofStopped(margins).ifPresent(lines::add);
        lines.addAll(AnalysisRemarks.ofFile(margins, read));
        return lines;
    }

    private Margins read(SeriesChoice choice) throws IOException {
        for (String name : Arrays.asList(method, against)) {
            if (name != null && UnsteeredImage.named(name).isPresent()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "%s names unsteered images and no method: leave it out, what a method moved them is shown with it"
                                .formatted(name));
            }
        }
        Margins read = MarginsFile.read(margins, choice, scale);
        return baseline == null || baseline.equals(NO_BASELINE)
                ? read
                : MarginsFile.withUnsteered(read, Path.of(baseline), choice, scale);
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
}
