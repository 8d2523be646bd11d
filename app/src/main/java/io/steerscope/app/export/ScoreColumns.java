package io.steerscope.app.export;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.parquet.Column;
import io.steerscope.app.parquet.Column.Kind;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/** The columns of an exported score, in their order. */
final class ScoreColumns {

    /** What the image is and how it was judged: the columns that tables of embeddings have. */
    static final List<Column<ExportedScore>> FIRST = List.of(
            new Column<>("image", Kind.TEXT, ExportedScore::file),
            ofScore("prompt", Kind.TEXT, MarginScore::getTarget),
            ofScore("category", Kind.TEXT, MarginScore::getCategory),
            ofIdentity("pair_id", Kind.TEXT, Identity::getPairId),
            ofMargin("source", Kind.TEXT, MarginScore::getSource),
            ofScore("target", Kind.TEXT, MarginScore::getTarget),
            ofIdentity("method", Kind.TEXT, Identity::getMethod),
            ofIdentity("alpha", Kind.REAL, Identity::getAlpha),
            ofIdentity("seed", Kind.WHOLE, Identity::getSeed),
            ofScore("scorer", Kind.TEXT, MarginScore::getScorerId),
            ofMargin("margin", Kind.REAL, MarginScore::getMargin));

    private static final List<Column<ExportedScore>> SCORE = List.of(
            ofMargin("sim_source", Kind.REAL, MarginScore::getSimSource),
            ofScore("sim_target", Kind.REAL, MarginScore::getSimTarget),
            ofMargin("source_truncated", Kind.FLAG, MarginScore::getSourceTruncated),
            ofScore("target_truncated", Kind.FLAG, MarginScore::getTargetTruncated),
            ofPrompts("same_tokens", Kind.FLAG, PromptTokens::getSame),
            ofPrompts("unknown_source_tokens", Kind.WHOLE, tokens -> (long) tokens.getUnknownSource()),
            ofTokens("unknown_target_tokens", Kind.WHOLE, tokens -> (long) tokens.getUnknownTarget()),
            ofIdentity("experiment", Kind.TEXT, Identity::getExperimentId),
            ofScore("scorer_sha256", Kind.TEXT, MarginScore::getScorerSha256),
            ofScore("scorer_dtype", Kind.TEXT, MarginScore::getScorerDtype),
            ofScore("image_sha256", Kind.TEXT, MarginScore::getImageSha256),
            ofPosition("image_partition", position -> (long) position.getPartition()),
            ofPosition("image_offset", ImagePosition::getOffset),
            ofScore("scored_at", Kind.TIME, MarginScore::getScoredAt));

    private static final List<Column<ExportedScore>> IMAGE = List.of(
            ofStamp("generator", Kind.TEXT, GeneratorStamp::getBundleId),
            ofStamp("generator_sha256", Kind.TEXT, GeneratorStamp::getBundleSha256),
            ofStamp("generator_dtype", Kind.TEXT, GeneratorStamp::getDtype),
            ofStamp("generator_version", Kind.TEXT, GeneratorStamp::getVersion),
            ofStamp("generator_milliseconds", Kind.REAL, GeneratorStamp::getDurationMillis),
            ofImage("generator_source_truncated", Kind.FLAG, GeneratedImage::getSourceTruncated),
            ofSettings("scheduler", Kind.TEXT, GeneratorSettings::getScheduler),
            ofSettings("steps", Kind.WHOLE, settings -> (long) settings.getSteps()),
            ofSettings("guidance_scale", Kind.REAL, GeneratorSettings::getGuidanceScale),
            ofSettings("negative_prompt", Kind.TEXT, GeneratorSettings::getNegativePrompt),
            ofImage("width", Kind.WHOLE, image -> (long) image.getImage().getWidth()),
            ofImage("height", Kind.WHOLE, image -> (long) image.getImage().getHeight()),
            ofImage("media_type", Kind.TEXT, image -> image.getImage().getMediaType()),
            new Column<>("image_bytes", Kind.WHOLE, row -> row.file() == null ? null : row.imageBytes()),
            ofImage("generated_at", Kind.TIME, GeneratedImage::getGeneratedAt));

    private static final List<Column<ExportedScore>> VECTORS = List.of(
            new Column<>("image_embedding", Kind.VECTOR, ExportedScore::imageEmbedding),
            new Column<>("source_text_embedding", Kind.VECTOR, ExportedScore::sourceEmbedding),
            new Column<>("target_text_embedding", Kind.VECTOR, ExportedScore::targetEmbedding));

    private static final List<Column<ExportedScore>> LAST = List.of(
            new Column<>("shift", Kind.REAL, ExportedScore::shift),
            ofScore("clip", Kind.REAL, score -> isAlignment(score) ? (Double) Clip.of(score) : null));

    /** All columns. */
    static final List<Column<ExportedScore>> ALL =
            Stream.of(FIRST, SCORE, IMAGE, VECTORS, LAST).flatMap(List::stream).toList();

    private ScoreColumns() {}

    private static Column<ExportedScore> ofScore(
            String name, Kind kind, Function<MarginScore, @Nullable Object> value) {
        return new Column<>(name, kind, row -> value.apply(row.score()));
    }

    private static boolean isAlignment(MarginScore score) {
        return ScoreValue.measure(score) == Measure.ALIGNMENT;
    }

    /** What only a score with a source prompt has. */
    private static Column<ExportedScore> ofMargin(
            String name, Kind kind, Function<MarginScore, @Nullable Object> value) {
        return ofScore(name, kind, score -> isAlignment(score) ? null : value.apply(score));
    }

    /** As {@link #ofTokens}, of both prompts. */
    private static Column<ExportedScore> ofPrompts(
            String name, Kind kind, Function<PromptTokens, @Nullable Object> value) {
        return ofMargin(name, kind, score -> score.getTokens() == null ? null : value.apply(score.getTokens()));
    }

    private static Column<ExportedScore> ofIdentity(
            String name, Kind kind, Function<Identity, @Nullable Object> value) {
        return ofScore(name, kind, score -> value.apply(score.getIdentity()));
    }

    private static Column<ExportedScore> ofTokens(
            String name, Kind kind, Function<PromptTokens, @Nullable Object> value) {
        return ofScore(name, kind, score -> score.getTokens() == null ? null : value.apply(score.getTokens()));
    }

    private static Column<ExportedScore> ofPosition(String name, Function<ImagePosition, @Nullable Object> value) {
        return ofScore(
                name,
                Kind.WHOLE,
                score -> score.getImagePosition() == null ? null : value.apply(score.getImagePosition()));
    }

    private static Column<ExportedScore> ofImage(
            String name, Kind kind, Function<GeneratedImage, @Nullable Object> value) {
        return new Column<>(name, kind, row -> row.image() == null ? null : value.apply(row.image()));
    }

    private static Column<ExportedScore> ofStamp(
            String name, Kind kind, Function<GeneratorStamp, @Nullable Object> value) {
        return ofImage(name, kind, image -> value.apply(image.getGenerator()));
    }

    /** Nobody has set anything of images from elsewhere, which take no steps. */
    private static Column<ExportedScore> ofSettings(
            String name, Kind kind, Function<GeneratorSettings, @Nullable Object> value) {
        return ofImage(
                name, kind, image -> image.getSettings().getSteps() == 0 ? null : value.apply(image.getSettings()));
    }
}
