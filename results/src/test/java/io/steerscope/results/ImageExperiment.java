package io.steerscope.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/**
 * A small experiment of images that were made elsewhere: 2 categories, 3 pairs each, 2 alphas, and of an item 1 to 3
 * images under seeds of their own.
 */
public final class ImageExperiment {

    public static final String ID = "toy";
    public static final int PAIRS = 3;
    public static final List<String> CATEGORIES = List.of("colour", "size / count");
    public static final List<Double> ALPHAS = List.of(0.5, 1.0);

    private ImageExperiment() {}

    public static Experiment design(Measure measure) {
        return design(ID, measure, scores(measure).size());
    }

    public static Experiment design(String id, Measure measure, long images) {
        return new Experiment(
                id,
                CATEGORIES.stream()
                        .map(category -> new CategoryDesign(category, PAIRS, null))
                        .toList(),
                List.of(),
                ALPHAS,
                List.of("analogy"),
                new GeneratorSettings("my-diffusers", "unknown", 0, 0.0, null, 0, 0, null),
                0L,
                images,
                null,
                null,
                null,
                "images",
                measure.recorded(),
                null,
                "p".repeat(64),
                "d".repeat(64));
    }

    /** All scores, of items of one, two and three images. */
    public static List<MarginScore> scores(Measure measure) {
        List<MarginScore> scores = new ArrayList<>();
        for (int category = 0; category < CATEGORIES.size(); category++) {
            for (int pair = 0; pair < PAIRS; pair++) {
                for (double alpha : ALPHAS) {
                    int images = 1 + (pair + (alpha > 0.5 ? 1 : 0)) % 3;
                    for (int image = 0; image < images; image++) {
                        Random random = new Random(1_000L * category + 100L * pair + 10 * image + (long) (10 * alpha));
                        Identity identity = new Identity(
                                ID, "c" + category + "-p" + pair, "analogy", alpha, Math.abs(random.nextLong()));
                        scores.add(
                                measure == Measure.ALIGNMENT
                                        ? alignment(
                                                identity,
                                                ToyExperiment.SCORER,
                                                CATEGORIES.get(category),
                                                0.27 + 0.03 * category + 0.02 * random.nextGaussian())
                                        : ToyExperiment.score(
                                                identity,
                                                ToyExperiment.SCORER,
                                                CATEGORIES.get(category),
                                                0.06 * alpha - 0.03 + 0.02 * random.nextGaussian()));
                    }
                }
            }
        }
        return scores;
    }

    /** The score of an image without a source prompt. */
    public static MarginScore alignment(Identity identity, String scorerId, String category, double cosine) {
        MarginScore like = ToyExperiment.score(identity, scorerId, category, 0.1);
        return new MarginScore(
                identity,
                scorerId,
                like.getScorerSha256(),
                "float32",
                category,
                "",
                "a blue car",
                Double.NaN,
                cosine,
                Double.NaN,
                "alignment",
                false,
                false,
                new PromptTokens(false, 0, 0),
                like.getImageSha256(),
                null,
                null,
                null,
                Instant.ofEpochMilli(1_000),
                null);
    }

    /** The summary of the image that a score judged. */
    public static ImageSummary summary(MarginScore score) {
        return new ImageSummary(
                Identity.newBuilder(score.getIdentity()).build(),
                score.getCategory(),
                score.getImageSha256(),
                "image/png",
                64,
                64,
                8_192L,
                "folder/" + score.getIdentity().getSeed() + ".png",
                new GeneratorStamp("my-diffusers", "", "", 0.0, null),
                false,
                List.of(),
                Instant.ofEpochMilli(500));
    }
}
