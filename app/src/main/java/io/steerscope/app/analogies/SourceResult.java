package io.steerscope.app.analogies;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analogy.AnalogyAnalysis;
import io.steerscope.statistics.analogy.AnalogyResult;
import io.steerscope.statistics.analogy.AnalogySettings;

/**
 * What was found over the words of one place.
 *
 * @param source the words
 * @param questions how questions were answered; null where there are none
 * @param relations by name; empty where there are none
 */
public record SourceResult(
        WordSource source, @Nullable AnalogyResult questions, Map<String, RelationResult> relations) {

    /**
     * Analyses words.
     *
     * @param questions null for none
     * @param relations null for none
     */
    public static SourceResult of(
            WordSource source,
            @Nullable QuestionFile questions,
            @Nullable RelationFile relations,
            AnalogySettings settings) {
        return new SourceResult(
                source,
                questions == null ? null : AnalogyAnalysis.of(source.vocabulary(), questions.questions(), settings),
                relations == null ? Map.of() : RelationResult.of(source.vocabulary(), relations));
    }

    /** With further relations, over other words. */
    public SourceResult with(Map<String, RelationResult> further) {
        Map<String, RelationResult> all = new LinkedHashMap<>(relations);
        all.putAll(further);
        return new SourceResult(source, questions, all);
    }
}
