package io.steerscope.inference.scheduler;

/** The inference timesteps of diffusers, from noisy to clean; its {@code round} is to even. */
final class Timesteps {

    private Timesteps() {}

    /** Of {@code EulerDiscreteScheduler} and {@code DDIMScheduler}. */
    static double[] of(SchedulerConfig config, int steps) {
        int train = config.numTrainTimesteps();
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = switch (config.timestepSpacing()) {
                case LEADING -> (double) (steps - 1 - i) * (train / steps) + config.stepsOffset();
                case LINSPACE -> steps == 1 ? 0 : (double) (steps - 1 - i) * ((train - 1.0) / (steps - 1));
                case TRAILING -> Math.rint(train - i * ((double) train / steps)) - 1;
            };
        }
        return timesteps;
    }

    /** Of {@code DPMSolverMultistepScheduler}, which leaves out the last of one more. */
    static double[] ofMultistep(SchedulerConfig config, int steps) {
        int train = config.numTrainTimesteps();
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = switch (config.timestepSpacing()) {
                case LEADING -> (double) (steps - i) * (train / (steps + 1)) + config.stepsOffset();
                case LINSPACE -> Math.rint((steps - i) * ((train - 1.0) / steps));
                case TRAILING -> Math.rint(train - i * ((double) train / steps)) - 1;
            };
        }
        return timesteps;
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
