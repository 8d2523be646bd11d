package io.steerscope.app.experiment.planning;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.experiment.RunImages;
import io.steerscope.app.experiment.RunSettings;
import io.steerscope.schemas.record.GeneratedImage;

/**
 * Some images of a run, made and judged as the run would.
 *
 * @param generation how fast they were made; null where they were made elsewhere
 * @param scoring how fast each scorer judged them
 */
public record Measurement(@Nullable Generation generation, List<Scoring> scoring) {

    /** Copies the list. */
    public Measurement {
        scoring = List.copyOf(scoring);
    }

    /**
     * How fast images are made.
     *
     * @param images images that were made to be measured
     * @param steps denoising steps of these images, fewest first; one number if it is that of the design
     * @param seconds time that they took, without loading the model and the first batch of each generator
     * @param imagesPerSecond images of the design's steps, by all generators side by side
     * @param loadSeconds time of loading the models side by side
     */
    public record Generation(
            int images, List<Integer> steps, double seconds, double imagesPerSecond, double loadSeconds) {

        /** Copies the list. */
        public Generation {
            steps = List.copyOf(steps);
        }
    }

    /**
     * How fast a scorer judges.
     *
     * @param scorerId its name
     * @param images images that were judged to be measured, some of them more than once
     * @param seconds time that they took on one batch at a time
     * @param loadSeconds time of loading the model
     */
    public record Scoring(String scorerId, int images, double seconds, double loadSeconds) {

        double secondsPerImage() {
            return seconds / images;
        }
    }

    /** What was measured, and what came of it. */
    public record Result(Measurement measurement, RecordSizes sizes) {}

    /**
     * Measures.
     *
     * @throws MeasurementStoppedException if the listener wants no more
     * @throws RuntimeException of one line if the run could not make images either
     */
    public static Result of(RunSettings settings, MeasurementListener listener) {
        RecordSizes.Sample sample = new RecordSizes.Sample();
        Generation generation = null;
        List<GeneratedImage> images;
        if (settings.images() instanceof RunImages.Generated generated) {
            GenerationTiming timing = new GenerationTiming(settings, generated, listener);
            generation = timing.measure();
            timing.made().forEach(sample::add);
            images = timing.made().stream().map(made -> made.image()).toList();
        } else {
            images = IngestedSample.of((RunImages.Ingested) settings.images());
            images.forEach(sample::add);
        }
        List<Scoring> scoring = settings.scorers().stream()
                .map(scorer -> ScoringTiming.measure(settings, scorer, images, sample, listener))
                .toList();
        return new Result(new Measurement(generation, scoring), sample.sizes());
    }
}
