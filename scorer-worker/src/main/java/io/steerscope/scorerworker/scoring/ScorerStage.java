package io.steerscope.scorerworker.scoring;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipMargin;
import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.inference.image.ClipImageReader;
import io.steerscope.inference.image.ImageDecodingException;
import io.steerscope.inference.image.ImageLimitException;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.ItemPlace;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.ImageAccess;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.TransientFailureException;
import io.steerscope.worker.stage.UnusableModelException;

/**
 * Scores images by their CLIP margin, {@code cos(image, target) - cos(image, source)}, computed in double from float32
 * embeddings.
 *
 * <p>An image whose measure is alignment has no source prompt: its score is {@code cos(image, target)} alone, and no
 * embedding of an empty text is made.
 *
 * <p>A score is a function of the encoded image, the two prompts and the bundle, apart from {@code scoredAt} and
 * {@code imagePosition}.
 */
public final class ScorerStage implements StageProcessor<GeneratedImage, PreparedImage, ScoredImage> {

    private final ClipBundle bundle;
    private final String scorerId;
    private final ImageTextEncoder encoder;
    private final ClipImageReader reader;
    private final boolean keepsEmbeddings;
    private final TextRecords texts;
    private final RecordLimits limits;
    private final ImageSource source;
    private final Clock clock;

    /**
     * @param encoder model of {@code bundle}; closed with the stage
     * @param keepsEmbeddings whether scores carry the image embedding, and come with those of their prompts
     * @param limits the most that an image record may ask for
     * @param imageFolder folder in which files lie that records name; null where they may lie anywhere
     */
    public ScorerStage(
            ClipBundle bundle,
            String scorerId,
            ImageTextEncoder encoder,
            boolean keepsEmbeddings,
            RecordLimits limits,
            @Nullable Path imageFolder,
            Clock clock) {
        this.bundle = bundle;
        this.scorerId = RecordKeys.checkId("scorer id", scorerId);
        this.encoder = encoder;
        this.reader = new ClipImageReader(bundle, limits.imagePixels());
        this.keepsEmbeddings = keepsEmbeddings;
        this.texts = new TextRecords(bundle, scorerId);
        this.limits = limits;
        this.source = new ImageSource(ImageAccess.of(limits, imageFolder));
        this.clock = clock;
    }

    @Override
    public Subject subject(GeneratedImage image) {
        return new Subject(image.getIdentity(), image.getCategory(), ItemPlace.orNone(image.getPlace()));
    }

    @Override
    public PreparedImage prepare(GeneratedImage image, RecordPosition position)
            throws RejectedRecordException, TransientFailureException {
        String key = key(image);
        requireTexts(image);
        Measure measure = measure(image);
        return new PreparedImage(
                key,
                image.getIdentity(),
                image.getCategory(),
                image.getPlace(),
                measure == Measure.ALIGNMENT ? null : image.getSource(),
                image.getTarget(),
                image.getImage().getSha256(),
                position,
                pixels(image));
    }

    @Override
    public List<Outcome<ScoredImage>> process(List<PreparedImage> batch) {
        try {
            return scores(batch);
        } catch (OutOfMemoryException e) {
            throw new UnusableModelException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        encoder.close();
    }

    private String key(GeneratedImage image) throws RejectedRecordException {
        try {
            ItemPlace.check(image.getPlace());
            return RecordKeys.scoreKey(image.getIdentity(), scorerId);
        } catch (IllegalArgumentException e) {
            throw new RejectedRecordException(FailureKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private void requireTexts(GeneratedImage image) throws RejectedRecordException {
        requireText("category", image.getCategory());
        requireText("source prompt", image.getSource());
        requireText("target prompt", image.getTarget());
    }

    private void requireText(String what, String text) throws RejectedRecordException {
        if (text.length() > limits.promptLength()) {
            throw new RejectedRecordException(
                    FailureKind.LIMIT_EXCEEDED,
                    "the %s has %d characters, more than the limit of %d (--max-prompt-length)"
                            .formatted(what, text.length(), limits.promptLength()));
        }
    }

    /** An empty source prompt may be compared with: a model embeds it like any other, and older records may have it. */
    private Measure measure(GeneratedImage image) throws RejectedRecordException {
        requireText("measure", Objects.requireNonNullElse(image.getMeasure(), ""));
        try {
            Measure measure = Measure.of(image.getMeasure());
            if (measure == Measure.ALIGNMENT && !image.getSource().isEmpty()) {
                throw new IllegalArgumentException("the measure is alignment, for images without a source prompt,"
                        + " and there is one; leave the source empty, or the measure absent for the margin");
            }
            return measure;
        } catch (IllegalArgumentException e) {
            throw new RejectedRecordException(FailureKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private float[] pixels(GeneratedImage image) throws RejectedRecordException, TransientFailureException {
        byte[] bytes = source.bytes(image.getImage());
        try {
            return reader.read(bytes);
        } catch (ImageLimitException e) {
            throw new RejectedRecordException(FailureKind.LIMIT_EXCEEDED, String.valueOf(e.getMessage()));
        } catch (ImageDecodingException e) {
            throw new RejectedRecordException(FailureKind.MALFORMED_RECORD, String.valueOf(e.getMessage()));
        }
    }

    private List<Outcome<ScoredImage>> scores(List<PreparedImage> batch) {
        float[][] embeddings =
                encoder.encodeImages(batch.stream().map(PreparedImage::pixels).toList());
        Map<String, TextEmbedding> prompts = new HashMap<>();
        encode(batch.stream().map(PreparedImage::source).flatMap(Stream::ofNullable), prompts);
        encode(batch.stream().map(PreparedImage::target), prompts);
        List<Outcome<ScoredImage>> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            outcomes.add(score(batch.get(i), embeddings[i], prompts));
        }
        return outcomes;
    }

    private void encode(Stream<String> prompts, Map<String, TextEmbedding> byText) {
        List<String> texts = prompts.toList();
        if (!texts.isEmpty()) {
            List<TextEmbedding> encoded = encoder.encodeTexts(texts);
            for (int i = 0; i < texts.size(); i++) {
                byText.put(texts.get(i), encoded.get(i));
            }
        }
    }

    private Outcome<ScoredImage> score(PreparedImage image, float[] embedding, Map<String, TextEmbedding> prompts) {
        if (!isFinite(embedding)) {
            return new Outcome.Reject<>(FailureKind.PROCESSING_ERROR, "the image embedding is not finite");
        }
        TextEmbedding target = Objects.requireNonNull(prompts.get(image.target()));
        MarginScore.Builder score = MarginScore.newBuilder()
                .setIdentity(image.identity())
                .setScorerId(scorerId)
                .setScorerSha256(bundle.sha256())
                .setScorerDtype(bundle.dtype().id())
                .setCategory(image.category())
                .setPlace(image.place())
                .setTarget(image.target())
                .setTargetTruncated(target.truncated())
                .setImageSha256(image.sha256())
                .setImagePosition(new ImagePosition(
                        image.position().partition(), image.position().offset()))
                .setEmbedding(keepsEmbeddings ? EmbeddingBytes.unit(embedding) : null)
                .setScoredAt(clock.instant());
        List<io.steerscope.schemas.record.TextEmbedding> records = new ArrayList<>();
        if (image.source() == null) {
            alignment(score, ClipMargin.cosine(embedding, target.vector()), target);
        } else {
            TextEmbedding source = Objects.requireNonNull(prompts.get(image.source()));
            margin(score, image.source(), source, target, ClipMargin.of(embedding, source.vector(), target.vector()));
            records.add(texts.of(image.source(), source));
        }
        records.add(texts.of(image.target(), target));
        return new Outcome.Emit<>(image.key(), new ScoredImage(score.build(), keepsEmbeddings ? records : List.of()));
    }

    private static void margin(
            MarginScore.Builder score, String prompt, TextEmbedding source, TextEmbedding target, ClipMargin margin) {
        score.setSource(prompt)
                .setSimSource(margin.simSource())
                .setSimTarget(margin.simTarget())
                .setMargin(margin.value())
                .setSourceTruncated(source.truncated())
                .setTokens(new PromptTokens(
                        source.hasSameTokensAs(target),
                        source.unknown().size(),
                        target.unknown().size()));
    }

    /** Without a source prompt there is nothing to tell the target from, and no token of one that is unknown. */
    private static void alignment(MarginScore.Builder score, double cosine, TextEmbedding target) {
        score.setMeasure(Measure.ALIGNMENT.recorded())
                .setSource("")
                .setSimSource(Double.NaN)
                .setSimTarget(cosine)
                .setMargin(Double.NaN)
                .setSourceTruncated(false)
                .setTokens(new PromptTokens(false, 0, target.unknown().size()));
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
