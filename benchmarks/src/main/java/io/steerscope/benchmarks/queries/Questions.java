package io.steerscope.benchmarks.queries;

import java.util.List;
import java.util.Random;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Identity;

/** The questions of a dashboard and of a program beside it: six kinds, of which a random one is next. */
final class Questions {

    /** @param path below the address of the server */
    record Asked(String kind, String path) {}

    private static final List<String> KINDS = List.of(
            "statistics",
            "statistics",
            "experiments",
            "experiments",
            "items by margin",
            "items by margin",
            "image",
            "image",
            "distributions",
            "course");
    private static final int PAGES = 4;
    private static final int PAGE = 50;

    private final LiveScores scores;
    private final String experiment = "api/experiments/" + LiveScores.EXPERIMENT;

    Questions(LiveScores scores) {
        this.scores = scores;
    }

    int images() {
        return scores.images();
    }

    Asked next(Random random) {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        return new Asked(
                kind,
                switch (kind) {
                    case "statistics" -> experiment + "/statistics";
                    case "experiments" -> "api/experiments";
                    case "items by margin" ->
                        experiment + "/items?sort=margin&order="
                                + (random.nextBoolean() ? "asc" : "desc") + "&limit=" + PAGE + "&offset="
                                + PAGE * random.nextInt(PAGES);
                    case "image" -> experiment + "/images/" + image(random);
                    case "distributions" -> experiment + "/distributions";
                    default ->
                        experiment + "/course" + (random.nextBoolean() ? "" : "?category=category%201&alpha=0.8");
                });
    }

    private String image(Random random) {
        Identity identity = scores.identity(random.nextInt(scores.images()));
        return "%s/%s/%s/%d"
                .formatted(
                        identity.getPairId(),
                        identity.getMethod(),
                        RecordKeys.alphaText(identity.getAlpha()),
                        identity.getSeed());
    }
}
