package io.steerscope.aggregator.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.AnalysedExperiment;
import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.analysis.Analyses;
import io.steerscope.results.analysis.Analysis;
import io.steerscope.results.analysis.AnalysisResult;
import io.steerscope.results.analysis.Choice;
import io.steerscope.results.analysis.ExperimentData;
import io.steerscope.results.analysis.Reads;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.format.json.SectionJson;
import io.steerscope.schemas.record.Experiment;

/**
 * The analyses beside the margin, over the state of the moment. They are answered by a thread of their own, so that
 * running statistics never wait for them.
 */
final class AnalysisRoutes {

    private static final List<String> WITH_SECTION = List.of("false", "true");

    private final LiveStatistics statistics;
    private final Snapshots snapshots;
    private final Analyses analyses;

    /** @param snapshots where answers are kept and found, apart from those to other questions */
    AnalysisRoutes(LiveStatistics statistics, Snapshots snapshots, Analyses analyses) {
        this.statistics = statistics;
        this.snapshots = snapshots;
        this.analyses = analyses;
    }

    /** The analyses that there are, and whether their data were kept. */
    void list(Context context) {
        new QueryParameters(context);
        ProgressQuestion progress = new ProgressQuestion(statistics, context.pathParam("id"));
        Envelope.send(context, snapshots.get(new ListQuestion(snapshots, progress, data(context), analyses)));
    }

    /** One analysis. */
    void show(Context context) {
        String id = context.pathParam("analysis");
        Analysis<?> analysis = analyses.named(id)
                .orElseThrow(() -> UnknownSubjectException.of(
                        "analysis",
                        id,
                        analyses.all().stream().map(Analysis::id).toList()));
        List<String> names = new ArrayList<>(List.of("scorer", "method", "category", "alpha", "section"));
        names.addAll(analysis.parameters());
        QueryParameters parameters = new QueryParameters(context, names.toArray(String[]::new));
        Map<String, String> own = new TreeMap<>();
        analysis.parameters().stream()
                .filter(name -> !parameters.text(name).isEmpty())
                .forEach(name -> own.put(name, parameters.text(name)));
        Choice choice = new Choice(
                wanted(parameters.text("scorer")),
                wanted(parameters.text("method")),
                wanted(parameters.text("category")),
                parameters.number("alpha"),
                own);
        boolean withSection = parameters.oneOf("section", WITH_SECTION).equals("true");
        Envelope.send(
                context, snapshots.get(new AnalysisQuestion(snapshots, data(context), analysis, choice, withSection)));
    }

    private DataQuestion data(Context context) {
        return new DataQuestion(statistics, context.pathParam("id"));
    }

    private static @Nullable String wanted(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What analyses read, once for all of them. */
    private record DataQuestion(LiveStatistics statistics, String experimentId)
            implements Question<AnalysedExperiment> {

        @Override
        public Snapshot<AnalysedExperiment> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            return new Snapshot<>(version, now.analysed(experimentId));
        }
    }

    /**
     * Made of the progress alone: figures are found only where an analysis reads more than scores, which are always
     * there.
     */
    private record ListQuestion(Snapshots snapshots, ProgressQuestion of, DataQuestion data, Analyses analyses)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            Snapshot<ExperimentProgress> snapshot = snapshots.get(of);
            Map<String, Object> fields = opening(of.experimentId(), snapshot.value());
            fields.put("analyses", analyses.all().stream().map(this::entry).toList());
            return Answer.of(snapshot.version(), fields);
        }

        private Map<String, Object> entry(Analysis<?> analysis) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", analysis.id());
            fields.put("heading", analysis.heading());
            Optional<String> absence =
                    analysis.absence(snapshots.get(of).value().experiment());
            fields.put("kept", absence.isEmpty() && isKept(analysis.reads()));
            return fields;
        }

        private boolean isKept(Reads reads) {
            return reads == Reads.SCORES || snapshots.get(data).value().data().has(reads);
        }

        @Override
        public Optional<Question<?>> base() {
            return Optional.of(of);
        }
    }

    private record AnalysisQuestion(
            Snapshots snapshots, DataQuestion of, Analysis<?> analysis, Choice choice, boolean withSection)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            Snapshot<AnalysedExperiment> snapshot = snapshots.get(of);
            ExperimentData data = snapshot.value().data();
            Experiment experiment = data.experiment();
            KnownSubjects.scorer(text(choice.scorer()), snapshot.value().progress());
            KnownSubjects.require("method", text(choice.method()), experiment.getMethods());
            KnownSubjects.category(text(choice.category()), experiment);
            KnownSubjects.alpha(choice.alpha(), experiment);
            Map<String, Object> fields =
                    opening(of.experimentId(), snapshot.value().progress());
            Optional<String> absence = analysis.absence(experiment);
            boolean kept = absence.isEmpty() && data.has(analysis.reads());
            fields.put("analysis", analysis.id());
            fields.put("kept", kept);
            if (!kept) {
                fields.put("remark", absence.orElse(analysis.reads().absence()));
            } else {
                AnalysisResult<?> found = found(data);
                fields.put(analysis.field(), found.fields());
                if (withSection) {
                    fields.put("section", SectionJson.of(found.section()));
                }
            }
            return Answer.of(snapshot.version(), fields);
        }

        private AnalysisResult<?> found(ExperimentData data) {
            try {
                return AnalysisResult.of(analysis, data, choice);
            } catch (IllegalArgumentException e) {
                throw new InvalidParameterException(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public Optional<Question<?>> base() {
            return Optional.of(of);
        }
    }

    private static Map<String, Object> opening(String experimentId, ExperimentProgress progress) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment_id", experimentId);
        fields.put("complete", progress.isComplete());
        return fields;
    }

    private static String text(@Nullable String wanted) {
        return wanted == null ? "" : wanted;
    }
}
