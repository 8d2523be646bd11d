package io.steerscope.app.experiment.planning;

import java.time.Duration;

import io.steerscope.app.experiment.Parallelism;
import io.steerscope.inference.device.Device;

/**
 * How long a run takes, as its generators and scorers were measured.
 *
 * <p>Scorers take the same processors as generators, or the same GPU. Each image costs the processor time of making and
 * judging it; where the generators leave processors idle, as many images are made as if nobody judged them.
 *
 * @param images images that are left to make or to judge
 * @param imagesPerSecond images made and judged in a second
 * @param around starting and ending, with the report
 */
public record ExpectedTime(long images, double imagesPerSecond, Duration around) {

    /** Starting Java and Kafka, the jobs, the last commits, and the report, as runs of the toy models take it. */
    private static final double STARTING_AND_ENDING_SECONDS = 9.0;

    private static final double MILLIS = 1000.0;

    /** That of so many images on a machine with so many processors. */
    public static ExpectedTime of(
            Measurement measurement, long images, Parallelism parallelism, Device device, int processors) {
        double scoring = measurement.scoring().stream()
                .mapToDouble(Measurement.Scoring::secondsPerImage)
                .sum();
        double loading = measurement.scoring().stream()
                .mapToDouble(Measurement.Scoring::loadSeconds)
                .max()
                .orElse(0.0);
        int threads = Math.min(parallelism.threads(), processors);
        double each;
        Measurement.Generation generation = measurement.generation();
        if (generation == null) {
            each = device.kind() == Device.Kind.CPU ? scoring * threads / processors : scoring;
        } else {
            loading = Math.max(loading, generation.loadSeconds());
            double making = 1.0 / generation.imagesPerSecond();
            double busy = Math.min(processors, parallelism.workers() * threads);
            each = device.kind() == Device.Kind.CPU
                    ? Math.max(making, (making * busy + scoring * threads) / processors)
                    : making + scoring;
        }
        return new ExpectedTime(
                images, 1.0 / each, Duration.ofMillis(Math.round(MILLIS * (loading + STARTING_AND_ENDING_SECONDS))));
    }

    /** All of it. */
    public Duration total() {
        return around.plusMillis(Math.round(MILLIS * images / imagesPerSecond));
    }
}
