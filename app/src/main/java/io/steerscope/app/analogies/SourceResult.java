package io.steerscope.app.analogies;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analogy.AnalogyAnalysis;
import io.steerscope.statistics.analogy.AnalogyResult;

/**
 * What was found over the words of one place.
 *
 * @param source the words
 * @param questions how questions were answered; null where there are none
 * @param relations by name; empty where there are none
 */
public record SourceResult(
        WordSource source, @Nullable AnalogyResult questions, Map<String, RelationResult> relations) {

    /** Analyses words. */
    public static SourceResult of(WordSource source, AnalogyTask task) {
        QuestionFile questions = task.questions();
        RelationFile relations = task.relations();
        return new SourceResult(
                source,
                questions == null
                        ? null
                        : AnalogyAnalysis.of(
                                source.vocabulary(),
                                questions.questions(),
                                task.settings(),
                                (answered, of) -> task.progress().answered(source.name(), answered, of)),
                relations == null ? Map.of() : RelationResult.of(source.vocabulary(), relations));
    }

    /** With further relations, over other words; one of a name that is taken gets another. */
    public SourceResult with(Map<String, RelationResult> further) {
        Map<String, RelationResult> all = new LinkedHashMap<>(relations);
        UniqueNames names = UniqueNames.besides(all.keySet());
        further.forEach((name, relation) -> all.put(names.of(name), relation));
        return new SourceResult(source, questions, all);
    }
}
