package io.steerscope.aggregator.report;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.io.NumberOutput;

import io.steerscope.schemas.record.MarginScore;

/**
 * The margins of a report as CSV (RFC 4180, line feeds): {@code pair_id,category,source,target,alpha,seed,margin}, by
 * scorer, method, category, pair, alpha and seed. Columns {@code method} and {@code scorer} follow where more than one
 * is written.
 */
public final class MarginsCsv {

    private MarginsCsv() {}

    /**
     * Writes all margins of the report.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(ReportDocument report, Appendable out) throws IOException {
        write(report, report.scorers(), out);
    }

    /**
     * Writes the margins under one scorer, without a column for it.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(ReportDocument report, String scorerId, Appendable out) throws IOException {
        write(
                report,
                report.scorers().stream()
                        .filter(scorer -> scorer.scorerId().equals(scorerId))
                        .toList(),
                out);
    }

    private static void write(ReportDocument report, List<ScorerReport> written, Appendable out) throws IOException {
        boolean methods = report.experiment().getMethods().size() > 1;
        boolean scorers = written.size() > 1;
        out.append("pair_id,category,source,target,alpha,seed,margin");
        out.append(methods ? ",method" : "").append(scorers ? ",scorer" : "").append('\n');
        for (ScorerReport scorer : written) {
            for (MethodReport method : scorer.methods()) {
                for (MarginScore score : method.scores()) {
                    out.append(String.join(",", row(score)));
                    if (methods) {
                        out.append(',').append(field(method.method()));
                    }
                    if (scorers) {
                        out.append(',').append(field(scorer.scorerId()));
                    }
                    out.append('\n');
                }
            }
        }
    }

    private static List<String> row(MarginScore score) {
        return List.of(
                field(score.getIdentity().getPairId()),
                field(score.getCategory()),
                field(score.getSource()),
                field(score.getTarget()),
                Double.toString(score.getIdentity().getAlpha()),
                Long.toString(score.getIdentity().getSeed()),
                NumberOutput.toString(score.getMargin(), true));
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.strip().equals(text);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
