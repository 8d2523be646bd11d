package io.steerscope.results.format.json;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.io.NumberOutput;

import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.table.CsvWriter;

/**
 * The margins of a report as CSV (RFC 4180, line feeds): {@code
 * pair_id,category,source,target,alpha,seed,margin,method,scorer}, by scorer, method, category, pair, alpha and seed.
 */
public final class MarginsCsv {

    private static final List<String> COLUMNS =
            List.of("pair_id", "category", "source", "target", "alpha", "seed", "margin", "method", "scorer");

    private MarginsCsv() {}

    /**
     * Writes all margins of the report.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(ReportDocument report, Appendable out) throws IOException {
        write(report.scorers(), out);
    }

    /**
     * Writes the margins under one scorer.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(ReportDocument report, String scorerId, Appendable out) throws IOException {
        write(
                report.scorers().stream()
                        .filter(scorer -> scorer.scorerId().equals(scorerId))
                        .toList(),
                out);
    }

    private static void write(List<ScorerReport> written, Appendable out) throws IOException {
        CsvWriter csv = new CsvWriter(out);
        csv.write(COLUMNS);
        for (ScorerReport scorer : written) {
            for (MethodReport method : scorer.methods()) {
                for (MarginScore score : method.scores()) {
                    csv.write(row(score, method.method(), scorer.scorerId()));
                }
            }
        }
    }

    private static List<String> row(MarginScore score, String method, String scorerId) {
        return List.of(
                score.getIdentity().getPairId(),
                score.getCategory(),
                score.getSource(),
                score.getTarget(),
                Double.toString(score.getIdentity().getAlpha()),
                Long.toString(score.getIdentity().getSeed()),
                NumberOutput.toString(score.getMargin(), true),
                method,
                scorerId);
    }
}
