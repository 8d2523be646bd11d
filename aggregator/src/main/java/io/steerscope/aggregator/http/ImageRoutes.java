package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.Map;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.JudgedImage;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Standing;
import io.steerscope.aggregator.report.ReportFields;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** One image under all scorers. Pixels are in the images topic alone, which the aggregator does not read. */
final class ImageRoutes {

    private final LiveStatistics statistics;

    ImageRoutes(LiveStatistics statistics) {
        this.statistics = statistics;
    }

    void show(Context context) {
        new QueryParameters(context);
        Standing standing = statistics.standing();
        ExperimentProgress progress = statistics.progress(context.pathParam("id"));
        JudgedImage image = statistics.image(identity(context));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("experiment_id", image.identity().getExperimentId());
        answer.put("complete", progress.isComplete());
        answer.put("pair_id", image.identity().getPairId());
        answer.put("method", image.identity().getMethod());
        answer.put("alpha", image.identity().getAlpha());
        answer.put("seed", image.identity().getSeed());
        image.scores().stream().findFirst().ifPresent(score -> {
            answer.put("category", score.getCategory());
            answer.put("source", score.getSource());
            answer.put("target", score.getTarget());
        });
        answer.put("generator", ReportFields.design(progress.experiment()).get("generator"));
        answer.put("scores", image.scores().stream().map(ImageRoutes::score).toList());
        answer.put(
                "failures", image.failures().stream().map(ImageRoutes::failure).toList());
        Envelope.send(context, standing, answer);
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
        fields.put("sim_source", score.getSimSource());
        fields.put("sim_target", score.getSimTarget());
        fields.put("margin", score.getMargin());
        fields.put("source_truncated", score.getSourceTruncated());
        fields.put("target_truncated", score.getTargetTruncated());
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
