package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.MarginScore;

/**
 * Scores of an experiment, the last under each key.
 *
 * @param byKey by their key
 * @param byScorer by scorer, in alphabetical order, those included that only failed
 */
record JudgedScores(Map<String, MarginScore> byKey, SortedMap<String, List<MarginScore>> byScorer) {

    static JudgedScores of(Collection<MarginScore> scores, Collection<DeadLetter> failures) {
        Map<String, MarginScore> byKey = new HashMap<>();
        scores.forEach(score -> byKey.put(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score));
        SortedMap<String, List<MarginScore>> byScorer = new TreeMap<>();
        byKey.values().forEach(score -> byScorer.computeIfAbsent(score.getScorerId(), scorer -> new ArrayList<>())
                .add(score));
        failures.stream()
                .map(DeadLetter::getScorerId)
                .filter(Objects::nonNull)
                .forEach(scorer -> byScorer.putIfAbsent(scorer, List.of()));
        return new JudgedScores(byKey, byScorer);
    }
}
