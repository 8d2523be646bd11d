package io.steerscope.app.analogies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.statistics.analogy.Pooling;

/** What was found over one of the things that are compared. */
public sealed interface AnalogyColumn {

    /** What it is called. */
    String name();

    /** Results, each with its name. */
    Map<String, SourceResult> results();

    /** Words that have one vector each. */
    record OfWords(SourceResult result) implements AnalogyColumn {

        @Override
        public String name() {
            return result.source().name();
        }

        @Override
        public Map<String, SourceResult> results() {
            return Map.of(name(), result);
        }
    }

    /**
     * Words with several images.
     *
     * @param byPooling a result for each way of pooling them
     */
    record OfImages(WordImages images, Map<Pooling, SourceResult> byPooling) implements AnalogyColumn {

        @Override
        public String name() {
            return images.name();
        }

        @Override
        public Map<String, SourceResult> results() {
            Map<String, SourceResult> results = new LinkedHashMap<>();
            byPooling.forEach((pooling, result) -> results.put(name() + ", pooling " + pooling, result));
            return results;
        }

        /** Analyses words by each way of pooling. */
        public static OfImages of(WordImages images, List<Pooling> poolings, AnalogyTask task, boolean foldsCase) {
            Map<Pooling, SourceResult> results = new LinkedHashMap<>();
            for (Pooling pooling : poolings) {
                results.put(pooling, SourceResult.of(images.pooled(pooling, foldsCase), task));
            }
            return new OfImages(images, results);
        }
    }
}
