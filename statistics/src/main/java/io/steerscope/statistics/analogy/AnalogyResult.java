package io.steerscope.statistics.analogy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.hypothesis.MultipleTesting;

/** What was found of questions. */
public final class AnalogyResult {

    /** A method under a convention. */
    public record Key(AnalogyMethod method, Convention convention) {

        /** {@code METHOD|CONVENTION}. */
        @Override
        public String toString() {
            return method.id() + "|" + convention.id();
        }
    }

    private final Vocabulary vocabulary;
    private final AnalogySettings settings;
    private final List<Question> questions;
    private final List<List<String>> unknown;
    private final Map<String, int[]> sections;
    private final Ranks ranks;
    private final @Nullable QuestionGeometry[] geometry;
    private final @Nullable AnalogyBest best;
    private final Map<Key, List<AnalogyTotal>> controls;

    AnalogyResult(
            Vocabulary vocabulary,
            AnalogySettings settings,
            List<Question> questions,
            List<List<String>> unknown,
            Map<String, int[]> sections,
            Ranks ranks,
            @Nullable QuestionGeometry[] geometry,
            @Nullable AnalogyBest best,
            Map<Key, List<AnalogyTotal>> controls) {
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.questions = List.copyOf(questions);
        this.unknown = unknown;
        this.sections = sections;
        this.ranks = ranks;
        this.geometry = geometry;
        this.best = best;
        this.controls = controls;
    }

    static List<Key> keys(List<AnalogyMethod> methods) {
        return methods.stream()
                .flatMap(method -> Stream.of(Convention.values()).map(convention -> new Key(method, convention)))
                .toList();
    }

    /** What was answered over. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** What was computed. */
    public AnalogySettings settings() {
        return settings;
    }

    /** The questions. */
    public List<Question> questions() {
        return questions;
    }

    /** Words for which a question was skipped; none if it was not. */
    public List<String> unknown(int question) {
        return unknown.get(question);
    }

    /** How many questions were skipped. */
    public int skipped() {
        return (int) unknown.stream().filter(words -> !words.isEmpty()).count();
    }

    /** The ranks. */
    public Ranks ranks() {
        return ranks;
    }

    /** Angles and correlations of a question, where they were kept; empty if it was skipped. */
    public Optional<QuestionGeometry> geometry(int question) {
        return Optional.ofNullable(geometry[question]);
    }

    /** The best candidates, where they were kept. */
    public Optional<AnalogyBest> best() {
        return Optional.ofNullable(best);
    }

    /** Each method under each convention. */
    public List<Key> keys() {
        return keys(settings.methods());
    }

    /** Names of the sections, in the order of the questions. */
    public List<String> sections() {
        return List.copyOf(sections.keySet());
    }

    /** How all questions were answered. */
    public AnalogyTotal total(Key key) {
        return AnalogyTotal.of(
                ranks, key.method(), key.convention(), AnalogyTotal.all(questions.size()), settings.unknownIsWrong());
    }

    /** How the questions of a section were answered; of one without questions, none was. */
    public AnalogyTotal total(Key key, String section) {
        return AnalogyTotal.of(
                ranks,
                key.method(),
                key.convention(),
                sections.getOrDefault(section, new int[0]),
                settings.unknownIsWrong());
    }

    /** What guessing gets: {@code places} of the candidates; empty where there is no candidate beside a, b and c. */
    public Optional<Double> chance(Convention convention, int places) {
        int candidates = vocabulary.size() - (convention == Convention.EXCLUSIVE ? 3 : 0);
        return candidates < 1 ? Optional.empty() : Optional.of(Math.min(1.0, (double) places / candidates));
    }

    /** The gain of each method but the baselines over {@code only-c}; none where that was not answered by. */
    public Map<Key, AnalogyGain> gains() {
        Map<Key, AnalogyGain> gains = new LinkedHashMap<>();
        if (settings.methods().contains(AnalogyMethod.ONLY_C)) {
            keys().stream()
                    .filter(key -> !key.method().isBaseline())
                    .forEach(key -> gains.put(
                            key,
                            AnalogyGain.of(
                                    ranks,
                                    key.method(),
                                    key.convention(),
                                    List.copyOf(sections.values()),
                                    settings.unknownIsWrong())));
        }
        return gains;
    }

    /** p-values of {@link #gains}, by Holm over those that have one. */
    public Map<Key, Double> adjusted(Map<Key, AnalogyGain> gains) {
        Map<Key, Double> p = new LinkedHashMap<>();
        gains.forEach((key, gain) -> {
            if (gain.p() != null) {
                p.put(key, gain.p());
            }
        });
        return MultipleTesting.holm(p);
    }

    /** The same with exchanged second pairs; empty where none were. */
    public Optional<AnalogyControl> control(Key key) {
        List<AnalogyTotal> totals = controls.get(key);
        if (totals == null) {
            return Optional.empty();
        }
        AnalogyTotal total =
                AnalogyTotal.of(ranks, key.method(), key.convention(), AnalogyTotal.all(questions.size()), false);
        return Optional.of(AnalogyControl.of(total, totals));
    }
}
