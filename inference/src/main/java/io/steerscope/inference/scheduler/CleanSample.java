package io.steerscope.inference.scheduler;

/** What a model output says about the clean sample and the noise, at one cumulative alpha. */
final class CleanSample {

    private final PredictionType predictionType;
    private final float rootAlpha;
    private final float rootBeta;
    private final float bound;

    /**
     * At one step.
     *
     * @param bound clean samples are clamped to {@code [-bound, bound]}; infinite for no clamp
     */
    CleanSample(PredictionType predictionType, float alphaCumulative, float bound) {
        this.predictionType = predictionType;
        this.rootAlpha = NoiseSchedule.sqrt(alphaCumulative);
        this.rootBeta = NoiseSchedule.sqrt(1f - alphaCumulative);
        this.bound = bound;
    }

    float clean(float sample, float output) {
        float clean =
                switch (predictionType) {
                    case EPSILON -> (sample - rootBeta * output) / rootAlpha;
                    case V_PREDICTION -> rootAlpha * sample - rootBeta * output;
                    case SAMPLE -> output;
                };
        return Math.min(bound, Math.max(-bound, clean));
    }

    float noise(float sample, float output) {
        return switch (predictionType) {
            case EPSILON -> output;
            case V_PREDICTION -> rootAlpha * output + rootBeta * sample;
            case SAMPLE -> (sample - rootAlpha * output) / rootBeta;
        };
    }
}
