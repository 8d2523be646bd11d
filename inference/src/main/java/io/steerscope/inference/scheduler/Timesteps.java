package io.steerscope.inference.scheduler;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The inference timesteps of diffusers, from noisy to clean; its {@code round} is to even. */
final class Timesteps {

    private Timesteps() {}

    /** Of {@code EulerDiscreteScheduler} and {@code DDIMScheduler}; trailing ones may be one more than the steps. */
    static double[] of(SchedulerConfig config, int steps) {
        int train = config.numTrainTimesteps();
        return switch (config.timestepSpacing()) {
            case LEADING -> fill(steps, i -> (double) (steps - 1 - i) * (train / steps) + config.stepsOffset());
            case LINSPACE -> fill(steps, i -> steps == 1 ? 0 : (steps - 1 - i) * ((train - 1.0) / (steps - 1)));
            case TRAILING -> trailing(train, steps);
        };
    }

    /** Of {@code DPMSolverMultistepScheduler}, which leaves out the last of one more, unless they are trailing. */
    static double[] ofMultistep(SchedulerConfig config, int steps) {
        int train = config.numTrainTimesteps();
        return switch (config.timestepSpacing()) {
            case LEADING -> fill(steps, i -> (double) (steps - i) * (train / (steps + 1)) + config.stepsOffset());
            case LINSPACE -> fill(steps, i -> Math.rint((steps - i) * ((train - 1.0) / steps)));
            case TRAILING -> trailing(train, steps);
        };
    }

    /**
     * {@code np.arange(train, 0, -train / steps).round() - 1}. NumPy rounds the first interval and repeats it, which
     * decides ties, and ends with one value more, -1, where the quotient of length and interval is rounded up.
     */
    private static double[] trailing(int train, int steps) {
        double interval = (double) train / steps;
        double rounded = (train - interval) - train;
        return fill((int) Math.ceil(train / interval), i -> Math.rint(train + i * rounded) - 1);
    }

    private static double[] fill(int count, IntToDoubleFunction timestep) {
        return IntStream.range(0, count).mapToDouble(timestep).toArray();
    }

    static float[] toFloat(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    static float[] toFloat(int[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
