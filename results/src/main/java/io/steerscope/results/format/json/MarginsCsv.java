package io.steerscope.results.format.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.io.NumberOutput;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.figures.SourceMargins;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.table.CsvWriter;

/**
 * The margins of scorers as CSV (RFC 4180, line feeds): {@code
 * pair_id,category,source,target,alpha,seed,margin,method,scorer,shift}. The shift is the margin less that of the
 * source image of the same pair and seed under the same scorer; it is empty where there is none, as of all images of a
 * design without unsteered images, and of these images themselves.
 *
 * <p>Images without a source prompt have no margin: their columns are {@code
 * pair_id,category,target,alpha,seed,clip,method,scorer}.
 */
public final class MarginsCsv {

    private static final List<String> COLUMNS =
            List.of("pair_id", "category", "source", "target", "alpha", "seed", "margin", "method", "scorer", "shift");

    private static final List<String> ALIGNMENT_COLUMNS =
            List.of("pair_id", "category", "target", "alpha", "seed", "clip", "method", "scorer");

    private MarginsCsv() {}

    /**
     * Writes all margins of the report's steered images.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(ReportDocument report, Appendable out) throws IOException {
        write(report.scorers(), out);
    }

    /**
     * Writes the margins of steered images, by scorer, method, category, pair, alpha and seed.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(List<ScorerReport> scorers, Appendable out) throws IOException {
        CsvWriter csv = new CsvWriter(out);
        csv.write(columns(scorers));
        for (ScorerReport scorer : scorers) {
            SourceMargins sources = SourceMargins.of(scorer.unsteered());
            for (MethodReport method : scorer.methods()) {
                for (MarginScore score : method.scores()) {
                    csv.write(row(score, sources.shift(score)));
                }
            }
        }
    }

    /**
     * Writes the margins of unsteered images, by scorer, category, pair, alpha and seed.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void writeUnsteered(List<ScorerReport> scorers, Appendable out) throws IOException {
        CsvWriter csv = new CsvWriter(out);
        csv.write(columns(scorers));
        for (ScorerReport scorer : scorers) {
            for (MarginScore score : scorer.unsteered()) {
                csv.write(row(score, OptionalDouble.empty()));
            }
        }
    }

    /** Scores of one report are of one measure. */
    private static List<String> columns(List<ScorerReport> scorers) {
        boolean isAlignment = scorers.stream()
                .flatMap(scorer -> Stream.concat(
                        scorer.unsteered().stream(),
                        scorer.methods().stream().flatMap(method -> method.scores().stream())))
                .anyMatch(score -> ScoreValue.measure(score) == Measure.ALIGNMENT);
        return isAlignment ? ALIGNMENT_COLUMNS : COLUMNS;
    }

    private static List<String> row(MarginScore score, OptionalDouble shift) {
        if (ScoreValue.measure(score) == Measure.ALIGNMENT) {
            return List.of(
                    score.getIdentity().getPairId(),
                    score.getCategory(),
                    score.getTarget(),
                    Double.toString(score.getIdentity().getAlpha()),
                    Long.toString(score.getIdentity().getSeed()),
                    number(Clip.of(score)),
                    score.getIdentity().getMethod(),
                    score.getScorerId());
        }
        List<String> row = new ArrayList<>(List.of(
                score.getIdentity().getPairId(),
                score.getCategory(),
                score.getSource(),
                score.getTarget(),
                Double.toString(score.getIdentity().getAlpha()),
                Long.toString(score.getIdentity().getSeed()),
                number(score.getMargin()),
                score.getIdentity().getMethod(),
                score.getScorerId()));
        row.add(shift.isPresent() ? number(shift.getAsDouble()) : "");
        return row;
    }

    private static String number(double value) {
        return NumberOutput.toString(value, true);
    }
}
