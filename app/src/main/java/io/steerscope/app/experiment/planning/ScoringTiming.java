package io.steerscope.app.experiment.planning;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.steerscope.app.experiment.RunSettings;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.scorerworker.scoring.ClipEncoder;
import io.steerscope.scorerworker.scoring.ScorerStage;

/** Times a scorer on images, again and again, one batch at a time. */
final class ScoringTiming {

    private static final double ENOUGH_SECONDS = 1.0;
    private static final double NANOS = 1e9;

    private ScoringTiming() {}

    static Measurement.Scoring measure(
            RunSettings settings,
            ClipBundle scorer,
            List<GeneratedImage> images,
            RecordSizes.Sample sample,
            MeasurementListener listener) {
        listener.begins("judging images with " + scorer.id());
        long begin = System.nanoTime();
        ClipModel model =
                ClipModel.open(scorer, settings.device(), settings.parallelism().threads());
        double loading = seconds(begin);
        try (ScorerStage stage = new ScorerStage(
                scorer,
                scorer.id(),
                new ClipEncoder(model),
                settings.keepsEmbeddings(),
                settings.bounds().limits(),
                null,
                Clock.systemUTC())) {
            // The first batch warms up, and embeds the prompts, which the run embeds once each.
            List<GeneratedImage> batch = batch(images, scorer.batchSize());
            StagePass.of(stage, batch).forEach(sample::add);
            int count = 0;
            long start = System.nanoTime();
            while (!batch.isEmpty() && seconds(start) < ENOUGH_SECONDS) {
                if (listener.stopRequested()) {
                    throw new MeasurementStoppedException();
                }
                count += StagePass.of(stage, batch).size();
            }
            return new Measurement.Scoring(scorer.id(), Math.max(1, count), seconds(start), loading);
        }
    }

    private static List<GeneratedImage> batch(List<GeneratedImage> images, int size) {
        List<GeneratedImage> batch = new ArrayList<>();
        for (int i = 0; i < size && !images.isEmpty(); i++) {
            batch.add(images.get(i % images.size()));
        }
        return batch;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / NANOS;
    }
}
