package io.steerscope.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/** A small experiment with margins that are a function of the image: 2 categories, 3 pairs each, 2 alphas, 3 seeds. */
public final class ToyExperiment {

    public static final String ID = "toy";
    public static final String SCORER = "clip-c";
    public static final List<String> CATEGORIES = List.of("colour", "size / count");
    public static final List<Double> ALPHAS = List.of(0.5, 1.0);
    public static final List<Long> SEEDS = List.of(0L, 1L, 2L);
    public static final int PAIRS = 3;
    public static final int IMAGES = CATEGORIES.size() * PAIRS * ALPHAS.size() * SEEDS.size();

    private ToyExperiment() {}

    public static Experiment design() {
        return design(ID, PAIRS, CATEGORIES, ALPHAS);
    }

    /** The same design under another name. */
    public static Experiment design(String id) {
        return design(id, PAIRS, CATEGORIES, ALPHAS);
    }

    public static Experiment design(String id, int pairs, List<String> categories, List<Double> alphas) {
        return new Experiment(
                id,
                categories.stream()
                        .map(category -> new CategoryDesign(category, pairs, null))
                        .toList(),
                SEEDS,
                alphas,
                List.of("analogy"),
                new GeneratorSettings("toy-sdxl", "euler", 8, 3.0, null, 64, 64, null),
                7L,
                (long) categories.size() * pairs * alphas.size() * SEEDS.size(),
                null,
                null,
                null,
                null,
                null,
                null,
                "p".repeat(64),
                "d".repeat(64));
    }

    /** All scores of the design, in its order. */
    public static List<MarginScore> scores() {
        return scores(design());
    }

    public static List<MarginScore> scores(Experiment experiment) {
        List<MarginScore> scores = new ArrayList<>();
        for (int category = 0; category < experiment.getCategories().size(); category++) {
            CategoryDesign design = experiment.getCategories().get(category);
            for (int pair = 0; pair < design.getPairs(); pair++) {
                for (double alpha : experiment.getAlphas()) {
                    for (long seed : experiment.getSeeds()) {
                        Identity identity = new Identity(
                                experiment.getExperimentId(), "c" + category + "-p" + pair, "analogy", alpha, seed);
                        double noise = new Random(identity.toString().hashCode()).nextGaussian();
                        double margin = 0.06 * alpha - 0.03 + 0.008 * (category - 2) + 0.02 * noise;
                        scores.add(score(identity, SCORER, design.getCategory(), margin));
                    }
                }
            }
        }
        return scores;
    }

    /** The same design with unsteered images, such as {@code source,target}. */
    public static Experiment withBaseline(Experiment experiment, String baseline) {
        Experiment copy = Edited.with(experiment, "baseline", baseline);
        copy.put(
                "expectedJobs",
                experiment.getExpectedJobs() + unsteered(copy, baseline).size());
        return copy;
    }

    /** The scores of the unsteered images of a design. */
    public static List<MarginScore> unsteered(Experiment experiment) {
        return unsteered(experiment, experiment.getBaseline());
    }

    private static List<MarginScore> unsteered(Experiment experiment, String baseline) {
        List<MarginScore> scores = new ArrayList<>();
        Set<String> pairs = new HashSet<>();
        for (MarginScore score : scores(experiment)) {
            String pair = score.getIdentity().getPairId();
            if (pairs.add(pair)) {
                for (UnsteeredImage image : Baseline.parse(baseline).images()) {
                    for (long seed : experiment.getSeeds()) {
                        Identity identity =
                                new Identity(experiment.getExperimentId(), pair, image.id(), image.alpha(), seed);
                        double margin = image.alpha() - 0.5 + 0.01 * seed;
                        scores.add(score(identity, SCORER, score.getCategory(), margin));
                    }
                }
            }
        }
        return scores;
    }

    /** The same images judged by another scorer. */
    public static List<MarginScore> scoresBy(
            String scorerId, List<MarginScore> scores, ToDoubleFunction<MarginScore> margin) {
        return scores.stream()
                .map(score -> score(score.getIdentity(), scorerId, score.getCategory(), margin.applyAsDouble(score)))
                .toList();
    }

    /** One checksum for a scorer in every type of numbers. */
    private static String scorerSha256(String scorerId) {
        String bundle = scorerId.replaceFirst("-bfloat16$", "");
        return bundle.equals("clip-c") ? "a".repeat(64) : Sha256.hex(bundle);
    }

    public static MarginScore score(Identity identity, String scorerId, String category, double margin) {
        double simSource = Math.abs(margin) < 0.8 ? 0.2 : -margin / 2;
        return new MarginScore(
                identity,
                scorerId,
                scorerSha256(scorerId),
                "float32",
                category,
                "a red car",
                "a blue car",
                simSource,
                simSource + margin,
                margin,
                null,
                false,
                false,
                null,
                "b".repeat(64),
                null,
                List.of(1.0f, 0.0f),
                null,
                Instant.ofEpochMilli(1_000),
                null);
    }

    public static MarginScore corrected(MarginScore score, double margin) {
        return score(score.getIdentity(), score.getScorerId(), score.getCategory(), margin);
    }

    /** The same score, which notes what the scorer made of the tokens of the prompts. */
    public static MarginScore withTokens(MarginScore score, boolean same, int unknownSource, int unknownTarget) {
        return new MarginScore(
                score.getIdentity(),
                score.getScorerId(),
                score.getScorerSha256(),
                score.getScorerDtype(),
                score.getCategory(),
                score.getSource(),
                score.getTarget(),
                score.getSimSource(),
                score.getSimTarget(),
                score.getMargin(),
                null,
                score.getSourceTruncated(),
                score.getTargetTruncated(),
                new PromptTokens(same, unknownSource, unknownTarget),
                score.getImageSha256(),
                score.getImagePosition(),
                score.getImageEmbedding(),
                score.getEmbedding(),
                score.getScoredAt(),
                null);
    }

    /** The same score of another encoded image, whose record is at a position, made at another time. */
    public static MarginScore ofImage(
            MarginScore score, String imageSha256, @Nullable ImagePosition position, Instant scoredAt) {
        return new MarginScore(
                score.getIdentity(),
                score.getScorerId(),
                score.getScorerSha256(),
                score.getScorerDtype(),
                score.getCategory(),
                score.getSource(),
                score.getTarget(),
                score.getSimSource(),
                score.getSimTarget(),
                score.getMargin(),
                null,
                score.getSourceTruncated(),
                score.getTargetTruncated(),
                score.getTokens(),
                imageSha256,
                position,
                score.getImageEmbedding(),
                score.getEmbedding(),
                scoredAt,
                null);
    }

    /** The summary of the image that a score judged, of which no prompt was cut. */
    public static ImageSummary summary(MarginScore score) {
        return new ImageSummary(
                Identity.newBuilder(score.getIdentity()).build(),
                score.getCategory(),
                score.getImageSha256(),
                "image/png",
                64,
                64,
                8_192L,
                null,
                new GeneratorStamp("toy", "e".repeat(64), "1.0", 12.5, "bfloat16"),
                false,
                List.of(),
                Instant.ofEpochMilli(500));
    }

    public static DeadLetter failure(Identity identity, @Nullable String scorerId) {
        return new DeadLetter(
                scorerId == null ? "generator" : "scorer",
                FailureKind.DEGENERATE_IMAGE,
                "the image is black",
                identity,
                "colour",
                scorerId,
                "steerscope.jobs",
                0,
                17L,
                null,
                List.of(),
                null,
                Instant.ofEpochMilli(2_000),
                Instant.ofEpochMilli(1_000),
                true,
                null,
                null);
    }
}
