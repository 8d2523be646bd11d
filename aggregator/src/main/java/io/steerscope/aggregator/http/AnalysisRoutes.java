package io.steerscope.aggregator.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    private static final String SECTION = "section";
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

    /** One analysis, or a part of one. */
    void show(Context context) {
        String name = context.pathParam("analysis");
        Analysis<?> analysis =
                analyses.named(name).orElseThrow(() -> UnknownSubjectException.of("analysis", name, names()));
        Set<String> ofPart = analysis.parts().getOrDefault(name, Set.of());
        boolean isPart = !analysis.id().equals(name);
        List<String> known = new ArrayList<>(List.of("scorer", "method", "category", "alpha"));
        if (!isPart) {
            known.add(SECTION);
        }
        known.addAll(analysis.parameters());
        known.addAll(new TreeSet<>(ofPart));
        QueryParameters parameters = new QueryParameters(context, known.toArray(String[]::new));
        Choice choice = new Choice(
                wanted(parameters.text("scorer")),
                wanted(parameters.text("method")),
                wanted(parameters.text("category")),
                parameters.number("alpha"),
                texts(parameters, analysis.parameters()));
        FoundQuestion found = new FoundQuestion(snapshots, data(context), analysis, choice);
        boolean withSection = !isPart && parameters.oneOf(SECTION, WITH_SECTION).equals("true");
        Envelope.send(
                context,
                snapshots.get(new AnalysisQuestion(snapshots, found, name, texts(parameters, ofPart), withSection)));
    }

    private List<String> names() {
        return analyses.all().stream()
                .flatMap(analysis -> Stream.concat(
                        Stream.of(analysis.id()), new TreeSet<>(analysis.parts().keySet()).stream()))
                .toList();
    }

    private static Map<String, String> texts(QueryParameters parameters, Set<String> names) {
        Map<String, String> texts = new TreeMap<>();
        names.stream()
                .filter(name -> !parameters.text(name).isEmpty())
                .forEach(name -> texts.put(name, parameters.text(name)));
        return texts;
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

    /**
     * What an analysis found; its data were not kept where it is null.
     *
     * @param progress of the experiment
     */
    private record Found(ExperimentProgress progress, @Nullable AnalysisResult<?> result) {}

    /** Does an analysis once for all answers out of one result. */
    private record FoundQuestion(Snapshots snapshots, DataQuestion of, Analysis<?> analysis, Choice choice)
            implements Question<Found> {

        @Override
        public Snapshot<Found> ask() {
            Snapshot<AnalysedExperiment> snapshot = snapshots.get(of);
            ExperimentData data = snapshot.value().data();
            Experiment experiment = data.experiment();
            KnownSubjects.scorer(text(choice.scorer()), snapshot.value().progress());
            KnownSubjects.require("method", text(choice.method()), experiment.getMethods());
            KnownSubjects.category(text(choice.category()), experiment);
            KnownSubjects.alpha(choice.alpha(), experiment);
            return new Snapshot<>(
                    snapshot.version(),
                    new Found(
                            snapshot.value().progress(),
                            data.has(analysis.reads())
                                    ? readable(() -> AnalysisResult.of(analysis, data, choice))
                                    : null));
        }

        @Override
        public Optional<Question<?>> base() {
            return Optional.of(of);
        }
    }

    /** @param name of the analysis, or of a part of it */
    private record AnalysisQuestion(
            Snapshots snapshots, FoundQuestion of, String name, Map<String, String> ofPart, boolean withSection)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            Snapshot<Found> snapshot = of.analysis().parts().isEmpty() ? of.ask() : snapshots.get(of);
            Map<String, Object> fields =
                    opening(of.of().experimentId(), snapshot.value().progress());
            AnalysisResult<?> found = snapshot.value().result();
            fields.put("analysis", name);
            fields.put("kept", found != null);
            if (found == null) {
                fields.put("remark", of.analysis().reads().absence());
            } else if (of.analysis().id().equals(name)) {
                fields.put(of.analysis().field(), found.fields());
                if (withSection) {
                    fields.put(SECTION, SectionJson.of(found.section()));
                }
            } else {
                fields.put(name, readable(() -> found.part(name, ofPart)));
            }
            return Answer.of(snapshot.version(), fields);
        }

        @Override
        public Optional<Question<?>> base() {
            return of.analysis().parts().isEmpty() ? of.base() : Optional.of(of);
        }
    }

    private static <V> V readable(Supplier<V> result) {
        try {
            return result.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(String.valueOf(e.getMessage()));
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
