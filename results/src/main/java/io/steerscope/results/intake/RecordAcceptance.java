package io.steerscope.results.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;

/** Judges the records of one topic. Safe for use by several threads. */
public final class RecordAcceptance<T extends SpecificRecord> {

    /** Five ids of 200 characters, two numbers and the slashes between them, with room to spare. */
    private static final int MOST_KEY_BYTES = 4_096;

    private final RecordRule<T> rule;
    private final Deserializer<T> deserializer;

    private RecordAcceptance(RecordRule<T> rule, Class<T> recordClass) {
        this.rule = rule;
        this.deserializer = AvroSerdes.deserializer(recordClass);
    }

    /** Of scores, under their own keys; without embeddings from here on. */
    public static RecordAcceptance<MarginScore> ofScores(RecordLimits limits) {
        return new RecordAcceptance<>(ScoreRule.leavingEmbeddings(limits), MarginScore.class);
    }

    /** Of scores, under their own keys, with the embeddings that they carry. */
    public static RecordAcceptance<MarginScore> ofEmbeddedScores(RecordLimits limits) {
        return new RecordAcceptance<>(ScoreRule.keepingEmbeddings(limits), MarginScore.class);
    }

    /** Of embeddings of texts, under their own keys. */
    public static RecordAcceptance<TextEmbedding> ofTextEmbeddings(RecordLimits limits) {
        return new RecordAcceptance<>(new TextEmbeddingRule(limits), TextEmbedding.class);
    }

    /** Of summaries of images, under their own keys. */
    public static RecordAcceptance<ImageSummary> ofImageSummaries(RecordLimits limits) {
        return new RecordAcceptance<>(new ImageSummaryRule(limits), ImageSummary.class);
    }

    /**
     * Of dead letters, under any key: those that name a job are accepted under the key of the failure, without the
     * record that failed and with a short error; others, and those of the aggregator itself, are ignored.
     */
    public static RecordAcceptance<DeadLetter> ofDeadLetters(RecordLimits limits) {
        return new RecordAcceptance<>(new DeadLetterRule(limits), DeadLetter.class);
    }

    /** Of designs, under the ids of their experiments. */
    public static RecordAcceptance<Experiment> ofExperiments(RecordLimits limits) {
        return new RecordAcceptance<>(new DesignRule(limits), Experiment.class);
    }

    /** Of published reports, under the ids of their experiments. */
    public static RecordAcceptance<ExperimentReport> ofReports() {
        return new RecordAcceptance<>(new ReportRule(), ExperimentReport.class);
    }

    /** Of orders to cancel, under the ids of their experiments. */
    public static RecordAcceptance<Cancellation> ofCancellations() {
        return new RecordAcceptance<>(new CancellationRule(), Cancellation.class);
    }

    /** Of decisions, under their own keys. */
    public static RecordAcceptance<Decision> ofDecisions(RecordLimits limits) {
        return new RecordAcceptance<>(new DecisionRule(limits), Decision.class);
    }

    /** Of skipped jobs, under their own keys. */
    public static RecordAcceptance<SkippedJob> ofSkippedJobs(RecordLimits limits) {
        return new RecordAcceptance<>(new SkippedJobRule(limits), SkippedJob.class);
    }

    /**
     * Judges a record.
     *
     * @throws NewerSchemaException if its headers say that a newer release wrote it
     */
    public Judgement<T> judge(String topic, byte @Nullable [] key, Headers headers, byte @Nullable [] value) {
        Optional<UnreadableMark> unreadable = UnreadableMark.of(headers);
        if (unreadable.isPresent()) {
            return new Judgement.Refused<>(
                    unreadable.get().kind(), unreadable.get().line());
        }
        try {
            if (value == null) {
                return tombstone(key(key));
            }
            if (value.length > rule.mostBytes()) {
                throw Bounds.limit("it has %d bytes, more than %d".formatted(value.length, rule.mostBytes()));
            }
            T record = deserializer.deserialize(topic, headers, value);
            return rule.judge(key(key, record), record);
        } catch (NewerSchemaException e) {
            throw e;
        } catch (RefusalException e) {
            return new Judgement.Refused<>(e.kind(), String.valueOf(e.getMessage()));
        } catch (SerializationException e) {
            return new Judgement.Refused<>(FailureKind.MALFORMED_RECORD, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Judgement.Refused<>(FailureKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private Judgement<T> tombstone(String key) {
        if (!rule.isKey(key)) {
            throw Bounds.malformed("it is a tombstone under a key that no %s has".formatted(rule.what()));
        }
        return new Judgement.Retracted<>(key);
    }

    private String key(byte @Nullable [] key, T record) {
        String own = rule.ownKey(record).orElse(null);
        if (own == null) {
            return "";
        }
        if (!key(key).equals(own)) {
            throw Bounds.malformed("it belongs under key " + own);
        }
        return own;
    }

    private static String key(byte @Nullable [] key) {
        if (key == null) {
            throw Bounds.malformed("it has no key");
        }
        if (key.length > MOST_KEY_BYTES) {
            throw Bounds.malformed("its key has %d bytes, more than %d".formatted(key.length, MOST_KEY_BYTES));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Bounds.malformed("its key is no text in UTF-8");
        }
    }
}
