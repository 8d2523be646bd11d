package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.margins.Margins;
import io.steerscope.app.margins.SeedCoverage;
import io.steerscope.results.analysis.MethodPairContrast;
import io.steerscope.results.analysis.MethodShift;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.contrast.PairedDifferences;

/**
 * What to say of a file of margins beside its figures: what they leave out.
 *
 * @param of the file, with the series where it holds several
 * @param coverage the seeds of its items
 * @param rule which seeds an item must have
 */
record AnalysisRemarks(String of, SeedCoverage coverage, SeedRule rule) {

    private static final int MOST_NAMED = 10;
    private static final String OWN = "--seeds own (each item counts with the seeds it has)";

    /**
     * The lines of what is left out.
     *
     * @throws ActionableException if more than half of the items would be left out
     */
    List<String> lines() {
        long left = coverage.itemsLeftOut(rule);
        if (2 * left > coverage.items()) {
            throw new ActionableException(refusal(left));
        }
        List<String> lines = new ArrayList<>();
        if (left > 0) {
            lines.add("%s: %d of %d items %s left out, which %s not all of %s%s"
                    .formatted(
                            of,
                            left,
                            coverage.items(),
                            left == 1 ? "is" : "are",
                            left == 1 ? "has" : "have",
                            coverage.required(rule),
                            rule instanceof SeedRule.Observed
                                    ? ": count " + (left == 1 ? "it" : "them") + " with " + OWN
                                    : ""));
        }
        long others = coverage.marginsLeftOut(rule);
        if (others > 0) {
            lines.add("%s: %s left out, of seeds other than %s"
                    .formatted(of, others == 1 ? "1 row is" : others + " rows are", coverage.required(rule)));
        }
        return lines;
    }

    /** The line of what a contrast leaves out; empty where it leaves out nothing. */
    static Optional<String> ofContrast(String of, MethodPairContrast contrast) {
        PairedDifferences differences = contrast.contrast().differences();
        long ofMethod = differences.itemsOfFirstOnly();
        long ofAgainst = differences.itemsOfSecondOnly();
        return ofMethod + ofAgainst == 0
                ? Optional.empty()
                : Optional.of("%s: %s leaves out %d items complete under %s alone and %d under %s alone; %d are common"
                        .formatted(
                                of,
                                contrast.name(),
                                ofMethod,
                                contrast.method(),
                                ofAgainst,
                                contrast.against(),
                                differences.items()));
    }

    /** The line of what is taken for unsteered images without being called so; empty where there is nothing. */
    static List<String> ofUnsteered(Path file, Margins margins) {
        long taken = margins.takenForUnsteered();
        return taken == 0
                ? List.of()
                : List.of(
                        ("%s: %s of alpha 0 %s taken for unsteered images, which count in no figure but the shift; with"
                                        + " --baseline none alpha 0 is an alpha like any other")
                                .formatted(file, taken == 1 ? "1 row" : taken + " rows", taken == 1 ? "is" : "are"));
    }

    /** The line of what a shift leaves out; empty where it leaves out nothing. */
    static Optional<String> ofShift(String of, MethodShift shift) {
        long without = shift.itemsWithoutBaseline();
        return without == 0
                ? Optional.empty()
                : Optional.of(
                        "%s: %d of %d complete items have no shift, as an unsteered image of their pair is missing"
                                .formatted(
                                        of,
                                        without,
                                        without + shift.figures().differences().items()));
    }

    /** The line of a scorer that the file of unsteered images says nothing of. */
    static String withoutSource(String file, String of) {
        return "%s: no shift, as %s has no rows of method source for it".formatted(of, file);
    }

    /** What to say of margins whose cells were stopped, as the table beside them tells; empty for others. */
    static Optional<String> ofStopped(Path file) {
        Path decisions = new RunFolder(file.resolveSibling("")).decisions();
        return Files.isRegularFile(decisions) && file.getFileName().toString().startsWith("margins")
                ? Optional.of(
                        "%s: %s says that cells were stopped when they were decided: tests and intervals for a fixed n"
                                        .formatted(file, decisions.getFileName())
                                + " do not hold of them, and means are biased; those of the run's report hold")
                : Optional.empty();
    }

    /** The lines of rows and columns that say nothing. */
    static List<String> ofFile(Path file, Margins margins) {
        List<String> lines = new ArrayList<>();
        Margins.Repetitions repetitions = margins.repetitions();
        if (repetitions.count() > 0) {
            lines.add("%s:%d: %s, the first that of line %d: counted once"
                    .formatted(
                            file,
                            repetitions.secondLine(),
                            repetitions.count() == 1
                                    ? "1 row stands there twice"
                                    : repetitions.count() + " rows stand there more than once",
                            repetitions.firstLine()));
        }
        if (!margins.unusedColumns().isEmpty()) {
            lines.add("%s: not used: %s %s"
                    .formatted(
                            file,
                            margins.unusedColumns().size() == 1 ? "column" : "columns",
                            margins.unusedColumns().stream()
                                            .limit(MOST_NAMED)
                                            .map(FieldText::quoted)
                                            .collect(Collectors.joining(", "))
                                    + (margins.unusedColumns().size() > MOST_NAMED ? ", ..." : "")));
        }
        return lines;
    }

    private String refusal(long left) {
        String remedy = coverage.best()
                .filter(best -> !best.equals(rule))
                .map(best -> "give --seeds %s (keeps %d), or %s"
                        .formatted(
                                best.seeds().stream().map(String::valueOf).collect(Collectors.joining(",")),
                                coverage.items() - coverage.itemsLeftOut(best),
                                OWN))
                .orElse("give " + OWN);
        String stray = rule instanceof SeedRule.Observed
                ? coverage.stray().map(seed -> ", and they lack " + seed).orElse("")
                : "";
        return "%s: %d of %d items (a pair at one alpha) would be left out, as an item needs %s%s: %s"
                .formatted(of, left, coverage.items(), coverage.required(rule), stray, remedy);
    }
}
