package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Answers questions over a vocabulary, and the same questions with exchanged second pairs. */
public final class AnalogyAnalysis {

    private static final int MOST_ITEMS = 32_768;
    private static final int MOST_ITEMS_WITH_BEST = 4_096;

    private final Vocabulary vocabulary;
    private final AnalogySettings settings;
    private final List<AnalogyMethod> methods;
    private final AnalogyProgress progress;
    private long scored;
    private long toScore;

    private AnalogyAnalysis(Vocabulary vocabulary, AnalogySettings settings, AnalogyProgress progress) {
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.methods = settings.methods();
        this.progress = progress;
    }

    /** Answers questions. */
    public static AnalogyResult of(Vocabulary vocabulary, List<Question> questions, AnalogySettings settings) {
        return of(vocabulary, questions, settings, AnalogyProgress.NONE);
    }

    /** Answers questions, and tells how far that is. */
    public static AnalogyResult of(
            Vocabulary vocabulary, List<Question> questions, AnalogySettings settings, AnalogyProgress progress) {
        return new AnalogyAnalysis(vocabulary, settings, progress).answer(questions);
    }

    private AnalogyResult answer(List<Question> questions) {
        List<List<String>> unknown = questions.stream().map(this::unknown).toList();
        int[] known = IntStream.range(0, questions.size())
                .filter(i -> unknown.get(i).isEmpty())
                .toArray();
        List<Item> items =
                IntStream.of(known).mapToObj(i -> item(questions.get(i))).toList();
        toScore = (1L + (items.size() < 2 ? 0 : settings.controls())) * items.size() * vocabulary.size();
        Ranks ranks = new Ranks(methods, questions.size());
        AnalogyBest best = settings.withBest() ? new AnalogyBest(methods, questions.size()) : null;
        rank(items, known, ranks, best);
        QuestionGeometry[] geometry = new QuestionGeometry[questions.size()];
        if (settings.withBest()) {
            IntStream.range(0, known.length)
                    .parallel()
                    .forEach(i -> geometry[known[i]] = QuestionGeometry.of(vocabulary, items.get(i)));
        }
        Map<String, int[]> sections = sections(questions);
        return new AnalogyResult(
                vocabulary,
                settings,
                questions,
                unknown,
                sections,
                ranks,
                geometry,
                best,
                controls(items, known, questions.size()));
    }

    /** Words for which a question cannot be asked; all answers if none of them is known. */
    private List<String> unknown(Question question) {
        List<String> unknown = new ArrayList<>(Stream.of(question.a(), question.b(), question.c())
                .filter(word -> vocabulary.find(word) < 0)
                .toList());
        if (question.answers().stream().allMatch(word -> vocabulary.find(word) < 0)) {
            unknown.addAll(question.answers());
        }
        return unknown.stream().distinct().toList();
    }

    private Item item(Question question) {
        return new Item(
                vocabulary.find(question.a()),
                vocabulary.find(question.b()),
                vocabulary.find(question.c()),
                question.answers().stream()
                        .mapToInt(vocabulary::find)
                        .filter(word -> word >= 0)
                        .distinct()
                        .toArray());
    }

    private static Map<String, int[]> sections(List<Question> questions) {
        Map<String, List<Integer>> bySection = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            bySection
                    .computeIfAbsent(questions.get(i).section(), name -> new ArrayList<>())
                    .add(i);
        }
        Map<String, int[]> sections = new LinkedHashMap<>();
        bySection.forEach((name, numbers) ->
                sections.put(name, numbers.stream().mapToInt(Integer::intValue).toArray()));
        return sections;
    }

    /** Totals of each exchange of second pairs among the questions whose words are known. */
    private Map<AnalogyResult.Key, List<AnalogyTotal>> controls(List<Item> items, int[] known, int questions) {
        Map<AnalogyResult.Key, List<AnalogyTotal>> totals = new LinkedHashMap<>();
        for (int[] order : settings.exchanges(items.size())) {
            List<Item> exchanged = IntStream.range(0, items.size())
                    .mapToObj(i -> {
                        Item second = items.get(order[i]);
                        return new Item(items.get(i).a(), items.get(i).b(), second.c(), second.answers());
                    })
                    .toList();
            Ranks ranks = new Ranks(methods, questions);
            rank(exchanged, known, ranks, null);
            for (AnalogyResult.Key key : AnalogyResult.keys(methods)) {
                totals.computeIfAbsent(key, none -> new ArrayList<>())
                        .add(AnalogyTotal.of(ranks, key.method(), key.convention(), known, false));
            }
        }
        return totals;
    }

    /** Ranks items in passes that fit into memory. */
    private void rank(List<Item> items, int[] questions, Ranks ranks, @Nullable AnalogyBest best) {
        int most = best == null ? MOST_ITEMS : MOST_ITEMS_WITH_BEST;
        Set<Integer> words = new HashSet<>();
        int from = 0;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            words.addAll(List.of(item.a(), item.b(), item.c()));
            if (words.size() > Pass.MOST_WORDS - 3 || i + 1 - from == most || i + 1 == items.size()) {
                rankTogether(items.subList(from, i + 1), from, questions, ranks, best);
                words.clear();
                from = i + 1;
            }
        }
    }

    private void rankTogether(List<Item> items, int first, int[] questions, Ranks ranks, @Nullable AnalogyBest best) {
        Pass.Answers answers = Pass.run(vocabulary, methods, items, best != null, this::tell);
        List<Item> others = new ArrayList<>();
        List<Integer> questionsOfOthers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int question = questions[first + i];
            Item item = items.get(i);
            int[] candidates = IntStream.of(item.answers())
                    .filter(word -> !item.asks(word))
                    .toArray();
            boolean all = candidates.length == item.answers().length;
            for (int m = 0; m < methods.size(); m++) {
                int inclusive = answers.inclusive()[m][i];
                boolean absent = inclusive == Ranks.ABSENT;
                ranks.set(methods.get(m), Convention.INCLUSIVE, question, inclusive);
                ranks.set(
                        methods.get(m),
                        Convention.EXCLUSIVE,
                        question,
                        absent ? Ranks.ABSENT : all ? answers.exclusive()[m][i] : Ranks.UNANSWERABLE);
                if (best != null && !absent) {
                    best.set(m, question, item, answers.best()[m][i]);
                }
            }
            if (!all && candidates.length > 0) {
                others.add(new Item(item.a(), item.b(), item.c(), candidates));
                questionsOfOthers.add(question);
            }
        }
        if (!others.isEmpty()) {
            Pass.Answers further = Pass.run(vocabulary, methods, others, false, candidates -> {});
            for (int i = 0; i < others.size(); i++) {
                for (int m = 0; m < methods.size(); m++) {
                    ranks.set(
                            methods.get(m), Convention.EXCLUSIVE, questionsOfOthers.get(i), further.exclusive()[m][i]);
                }
            }
        }
    }

    private void tell(long candidates) {
        scored += candidates;
        progress.answered(scored / vocabulary.size(), toScore / vocabulary.size());
    }
}
