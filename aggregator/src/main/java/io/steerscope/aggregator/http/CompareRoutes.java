package io.steerscope.aggregator.http;

import java.util.List;
import java.util.Map;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.comparison.ComparisonChoice;
import io.steerscope.results.comparison.IncomparableException;
import io.steerscope.results.comparison.RunComparison;
import io.steerscope.results.comparison.RunComparisonFields;
import io.steerscope.results.comparison.RunComparisonSections;
import io.steerscope.results.comparison.RunSide;
import io.steerscope.results.format.json.SectionJson;

/** Two experiments beside each other, over the state of the moment; answered by the thread of the analyses. */
final class CompareRoutes {

    private static final int MOST_IMAGES = 1_000;

    private final LiveStatistics statistics;
    private final Snapshots snapshots;

    /** @param snapshots where answers of analyses are kept and found */
    CompareRoutes(LiveStatistics statistics, Snapshots snapshots) {
        this.statistics = statistics;
        this.snapshots = snapshots;
    }

    /** The experiment of the path less the other. */
    void show(Context context) {
        QueryParameters parameters = new QueryParameters(context, "scorer", "method", "against", "images", "section");
        String second = context.pathParam("id");
        String first = context.pathParam("other");
        if (first.equals(second)) {
            throw new InvalidParameterException("other", first, "another experiment than " + second);
        }
        ComparisonChoice choice = new ComparisonChoice(
                wanted(parameters.text("scorer")),
                wanted(parameters.text("method")),
                wanted(parameters.text("against")),
                parameters.wholeNumber("images", ComparisonChoice.IMAGES, 0, MOST_IMAGES));
        boolean withSections =
                parameters.oneOf("section", List.of("false", "true")).equals("true");
        Envelope.send(context, snapshots.get(new CompareQuestion(statistics, first, second, choice, withSections)));
    }

    private static @Nullable String wanted(String text) {
        return text.isEmpty() ? null : text;
    }

    private record CompareQuestion(
            LiveStatistics statistics, String first, String second, ComparisonChoice choice, boolean withSections)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            RunComparison comparison =
                    compared(RunSide.of(first, now.marginReport(first)), RunSide.of(second, now.marginReport(second)));
            Map<String, Object> fields = RunComparisonFields.of(comparison);
            if (withSections) {
                fields.put(
                        "sections",
                        RunComparisonSections.of(comparison).stream()
                                .map(SectionJson::of)
                                .toList());
            }
            return Answer.of(version, fields);
        }

        private RunComparison compared(RunSide one, RunSide other) {
            try {
                return RunComparison.of(one, other, choice);
            } catch (IncomparableException e) {
                throw new InvalidParameterException(String.valueOf(e.getMessage()));
            }
        }
    }
}
