package io.steerscope.app.analogies;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analogy.AnalogySettings;

/**
 * What is to be found out of words.
 *
 * @param questions null for none
 * @param relations null for none
 * @param settings how questions are answered
 * @param progress hears how far that is
 */
public record AnalogyTask(
        @Nullable QuestionFile questions,
        @Nullable RelationFile relations,
        AnalogySettings settings,
        QuestionProgress progress) {}
