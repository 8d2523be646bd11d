package io.steerscope.aggregator.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.image.ImageContent;
import io.steerscope.aggregator.image.ImageContents;
import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.JudgedImage;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.results.format.json.ReportFields;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.identity.UnsteeredIdentity;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/** One image under all scorers, and its pixels. */
final class ImageRoutes {

    /** What asks for the pixels by their checksum never gets others. */
    private static final String FOR_GOOD = "private, max-age=31536000, immutable";

    private static final String ASK_AGAIN = "private, no-cache";

    private final LiveStatistics statistics;
    private final Snapshots snapshots;
    private final Supplier<ImageContents> contents;

    /** @param contents the pixels; throws while they cannot be asked for */
    ImageRoutes(LiveStatistics statistics, Snapshots snapshots, Supplier<ImageContents> contents) {
        this.statistics = statistics;
        this.snapshots = snapshots;
        this.contents = contents;
    }

    void show(Context context) {
        new QueryParameters(context);
        LiveStatistics now = statistics.look();
        StateVersion version = now.version();
        ExperimentProgress progress = snapshots
                .get(new ProgressQuestion(statistics, context.pathParam("id")))
                .value();
        JudgedImage image = now.image(identity(context));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("experiment_id", image.identity().getExperimentId());
        answer.put("complete", progress.isComplete());
        answer.put("pair_id", image.identity().getPairId());
        answer.put("method", image.identity().getMethod());
        answer.put("alpha", image.identity().getAlpha());
        answer.put("seed", image.identity().getSeed());
        image.scores().stream().findFirst().ifPresent(score -> {
            answer.put("category", score.getCategory());
            if (ScoreValue.measure(score) == Measure.MARGIN) {
                answer.put("source", score.getSource());
            }
            answer.put("target", score.getTarget());
        });
        answer.put("generator", generator(progress.experiment(), image.summary()));
        if (image.summary() != null) {
            answer.putAll(summary(image.summary()));
            if (image.summary().getFile() != null) {
                answer.put("file", image.summary().getFile());
            }
        }
        lastScored(image.scores(), score -> score.getImagePosition() != null)
                .flatMap(ImagePaths::content)
                .ifPresent(path -> answer.put("content", path));
        answer.put("scores", image.scores().stream().map(ImageRoutes::score).toList());
        answer.put("unsteered", unsteered(now, progress.experiment(), image.identity()));
        answer.put(
                "failures", image.failures().stream().map(ImageRoutes::failure).toList());
        Envelope.send(context, version, answer);
    }

    /** The unsteered images of the same pair and seed that were scored; none for an unsteered image. */
    private static List<Map<String, Object>> unsteered(LiveStatistics now, Experiment experiment, Identity steered) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (UnsteeredImage.named(steered.getMethod()).isPresent()) {
            return all;
        }
        for (UnsteeredImage image : DesignScope.baseline(experiment).images()) {
            Identity identity = UnsteeredIdentity.beside(steered, image);
            List<MarginScore> scores = now.scores(identity);
            lastScored(scores, score -> true).ifPresent(last -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("method", image.id());
                fields.put("image", ImagePaths.image(identity));
                ImagePaths.content(last).ifPresent(path -> fields.put("content", path));
                Measure measure = DesignScope.measure(experiment);
                Map<String, Object> values = new LinkedHashMap<>();
                scores.stream()
                        .filter(score -> ScoreValue.measure(score) == measure)
                        .forEach(score -> values.put(
                                score.getScorerId(),
                                measure == Measure.ALIGNMENT ? Clip.of(score) : score.getMargin()));
                fields.put(measure == Measure.ALIGNMENT ? "clips" : "margins", values);
                all.add(fields);
            });
        }
        return all;
    }

    void content(Context context) {
        String sha256 = new QueryParameters(context, "sha256").text("sha256");
        Identity identity = identity(context);
        LiveStatistics now = statistics.look();
        StateVersion version = now.version();
        now.experiment(identity.getExperimentId());
        MarginScore score = lastScored(
                        now.scores(identity),
                        candidate ->
                                sha256.isEmpty() || candidate.getImageSha256().equals(sha256))
                .orElseThrow(() -> new UnknownSubjectException("No score judged the image \"%s\"%s"
                        .formatted(
                                RecordKeys.jobKey(identity),
                                sha256.isEmpty() ? "" : " of SHA-256 \"" + sha256 + "\"")));
        String tag = "\"" + score.getImageSha256() + "\"";
        boolean known = tag.equals(context.header("If-None-Match"));
        ImageContent content = known ? null : contents.get().find(score);
        if (content instanceof ImageContent.Gone gone) {
            throw new GoneException(
                    "The image \"%s\" is gone: %s".formatted(RecordKeys.jobKey(identity), gone.reason()));
        }
        Envelope.headers(context, version);
        context.header("ETag", tag);
        context.header("Cache-Control", sha256.isEmpty() ? ASK_AGAIN : FOR_GOOD);
        if (content instanceof ImageContent.Found found) {
            send(context, found);
        } else {
            context.status(HttpStatus.NOT_MODIFIED);
        }
    }

    /** Pixels and nothing else: a browser is told to take them for no other type, and to run nothing. */
    private static void send(Context context, ImageContent.Found found) {
        context.header("Content-Security-Policy", "default-src 'none'");
        context.contentType(found.mediaType());
        context.result(found.bytes());
    }

    private static Optional<MarginScore> lastScored(List<MarginScore> scores, Predicate<MarginScore> selected) {
        return scores.stream()
                .filter(selected)
                .max(Comparator.<MarginScore, Boolean>comparing(score -> score.getImagePosition() != null)
                        .thenComparing(MarginScore::getScoredAt));
    }

    private static Map<String, Object> generator(Experiment experiment, @Nullable ImageSummary summary) {
        Map<String, Object> fields = new LinkedHashMap<>(ReportFields.generator(experiment));
        if (summary != null) {
            fields.put("bundle_id", summary.getGenerator().getBundleId());
            fields.put("bundle_sha256", summary.getGenerator().getBundleSha256());
            if (summary.getGenerator().getDtype() != null) {
                fields.put("dtype", summary.getGenerator().getDtype());
            }
            fields.put("version", summary.getGenerator().getVersion());
            fields.put("duration_millis", summary.getGenerator().getDurationMillis());
            fields.put("generated_at", summary.getGeneratedAt().toString());
            fields.put("source_truncated", summary.getSourceTruncated());
            fields.put("truncated_prompts", summary.getTruncatedPrompts());
        }
        return fields;
    }

    private static Map<String, Object> summary(ImageSummary summary) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("category", summary.getCategory());
        fields.put("image_sha256", summary.getSha256());
        fields.put("media_type", summary.getMediaType());
        fields.put("width", summary.getWidth());
        fields.put("height", summary.getHeight());
        fields.put("size_bytes", summary.getSizeBytes());
        return fields;
    }

    private static Identity identity(Context context) {
        return new Identity(
                context.pathParam("id"),
                QueryParameters.id("pair", context.pathParam("pair")),
                QueryParameters.id("method", context.pathParam("method")),
                QueryParameters.finite("alpha", context.pathParam("alpha")),
                QueryParameters.seed("seed", context.pathParam("seed")));
    }

    private static Map<String, Object> score(MarginScore score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", score.getScorerId());
        fields.put("scorer_sha256", score.getScorerSha256());
        if (score.getScorerDtype() != null) {
            fields.put("scorer_dtype", score.getScorerDtype());
        }
        boolean isAlignment = ScoreValue.measure(score) == Measure.ALIGNMENT;
        if (isAlignment) {
            fields.put("measure", score.getMeasure());
        } else {
            fields.put("sim_source", score.getSimSource());
        }
        fields.put("sim_target", score.getSimTarget());
        ScoreFields.put(score, fields);
        fields.put("source_truncated", score.getSourceTruncated());
        fields.put("target_truncated", score.getTargetTruncated());
        PromptTokens tokens = score.getTokens();
        if (tokens != null) {
            fields.put("same_tokens", tokens.getSame());
            fields.put("source_unknown_tokens", tokens.getUnknownSource());
            fields.put("target_unknown_tokens", tokens.getUnknownTarget());
        }
        fields.put("image_sha256", score.getImageSha256());
        fields.put("scored_at", score.getScoredAt().toString());
        return fields;
    }

    private static Map<String, Object> failure(DeadLetter failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stage", failure.getStage());
        if (failure.getScorerId() != null) {
            fields.put("scorer_id", failure.getScorerId());
        }
        fields.put("kind", failure.getKind().name());
        fields.put("error", failure.getError());
        fields.put("failed_at", failure.getFailedAt().toString());
        return fields;
    }
}
