package io.steerscope.inference.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.noise.TorchNoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Against whole sampling runs of diffusers with a made-up model: see {@code make_scheduler_reference.py}. */
class SchedulerReferenceTest {

    private static final double RELATIVE_TOLERANCE = 2e-5;

    @ParameterizedTest
    @MethodSource("runs")
    void samplingRunsEqualThoseOfDiffusers(JsonNode run) {
        // given
        String description = run.get("scheduler").textValue() + " " + run.get("steps") + " " + run.get("options");
        SchedulerConfig config = config(run.get("options"));
        Scheduler scheduler = Scheduler.of(
                SchedulerType.parse(run.get("scheduler").textValue()),
                config,
                run.get("steps").intValue());
        float[] expected = TestBundles.floats(run.get("final"));
        float[] timesteps = scheduler.timesteps();
        assertThat(timesteps).as(description).containsExactly(TestBundles.floats(run.get("timesteps")), within(2e-3f));
        double sigma = run.get("initialNoiseSigma").doubleValue();
        assertThat((double) scheduler.initialNoiseSigma()).isCloseTo(sigma, within(sigma * 1e-6));

        // when
        float[] latents = sample(scheduler, expected.length);

        // then
        for (int i = 0; i < expected.length; i++) {
            double scale = Math.max(1, Math.abs(expected[i]));
            assertThat((double) latents[i])
                    .as("element %d of %s", i, description)
                    .isCloseTo(expected[i], within(RELATIVE_TOLERANCE * scale));
        }
    }

    @Test
    void moreStepsThanTheScheduleHasAreRefused() {
        SchedulerConfig config = config(
                TestBundles.json(TestBundles.reference("scheduler.json")).get(0).get("options"));
        assertThatThrownBy(() -> Scheduler.of(SchedulerType.EULER, config, 1001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1001");
        assertThatThrownBy(() -> Scheduler.of(SchedulerType.LCM, config, 51))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 50");
    }

    @Test
    void anAncestralRunOfAModelThatPredictsSamplesIsRefused() {
        SchedulerConfig config = TestBundles.json(TestBundles.reference("scheduler.json"))
                .valueStream()
                .map(run -> run.get("options"))
                .filter(options -> options.get("prediction_type").textValue().equals("sample"))
                .map(SchedulerReferenceTest::config)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Scheduler.of(SchedulerType.EULER_ANCESTRAL, config, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predict epsilon or v_prediction, not sample");
    }

    @Test
    void anAncestralRunDrawsNoiseAtAllStepsButTheLast() {
        // given
        SchedulerConfig config = config(
                TestBundles.json(TestBundles.reference("scheduler.json")).get(0).get("options"));

        // when
        Scheduler four = Scheduler.of(SchedulerType.EULER_ANCESTRAL, config, 4);
        Scheduler one = Scheduler.of(SchedulerType.EULER_ANCESTRAL, config, 1);

        // then
        assertThat(List.of(four.needsNoise(0), four.needsNoise(1), four.needsNoise(2), four.needsNoise(3)))
                .containsExactly(true, true, true, false);
        assertThat(one.needsNoise(0)).isFalse();
    }

    /** From sigma 20,291 to 1.75 nearly all is fresh noise; diffusers takes the root of a number just below 0 there. */
    @Test
    void anAncestralStepThatIsNearlyAllNoiseStaysFinite() {
        // given
        ObjectNode options = TestBundles.json(TestBundles.reference("scheduler.json"))
                .get(0)
                .get("options")
                .deepCopy();
        options.put("beta_schedule", "squaredcos_cap_v2").put("timestep_spacing", "trailing");

        // when
        float[] latents = sample(Scheduler.of(SchedulerType.EULER_ANCESTRAL, config(options), 3), 20);

        // then
        assertThat(latents).doesNotContain(Float.NaN);
    }

    static List<JsonNode> runs() {
        List<JsonNode> runs = new ArrayList<>();
        TestBundles.json(TestBundles.reference("scheduler.json")).forEach(runs::add);
        return runs;
    }

    private static float[] sample(Scheduler scheduler, int count) {
        TorchNoise noise = new TorchNoise(5);
        float[] latents = noise.next(count);
        for (int i = 0; i < count; i++) {
            latents[i] *= scheduler.initialNoiseSigma();
        }
        float[] timesteps = scheduler.timesteps();
        float[] scaled = new float[count];
        float[] output = new float[count];
        for (int step = 0; step < timesteps.length; step++) {
            scheduler.scaleModelInput(step, latents, scaled);
            for (int i = 0; i < count; i++) {
                output[i] = 0.25f * scaled[i] + 0.1f * (i % 7 - 3) + 0.0001f * timesteps[step];
            }
            scheduler.step(step, output, latents, scheduler.needsNoise(step) ? noise.next(count) : latents);
        }
        return latents;
    }

    private static SchedulerConfig config(JsonNode options) {
        return new SchedulerConfig(
                SchedulerType.EULER,
                options.get("num_train_timesteps").intValue(),
                options.get("beta_start").doubleValue(),
                options.get("beta_end").doubleValue(),
                BetaSchedule.valueOf(
                        switch (options.get("beta_schedule").textValue()) {
                            case "linear" -> "LINEAR";
                            case "scaled_linear" -> "SCALED_LINEAR";
                            default -> "SQUARED_COSINE";
                        }),
                PredictionType.valueOf(
                        options.get("prediction_type").textValue().toUpperCase(Locale.ROOT)),
                TimestepSpacing.valueOf(
                        options.path("timestep_spacing").asText("leading").toUpperCase(Locale.ROOT)),
                options.path("steps_offset").asInt(0),
                options.path("final_sigmas_type").asText("zero").equals("zero"),
                options.path("rescale_betas_zero_snr").asBoolean(false),
                options.path("use_karras_sigmas").asBoolean(false),
                options.path("set_alpha_to_one").asBoolean(true),
                options.has("clip_sample") ? options.get("clip_sample").asBoolean() : null,
                options.path("clip_sample_range").asDouble(1.0),
                options.path("solver_type").asText("midpoint").equals("heun"),
                options.path("lower_order_final").asBoolean(true),
                options.path("euler_at_final").asBoolean(false),
                options.path("original_inference_steps").asInt(50),
                options.path("timestep_scaling").asDouble(10.0));
    }
}
