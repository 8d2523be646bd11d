package io.steerscope.schemas.serde;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

import org.apache.avro.specific.SpecificRecord;

import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;
import io.steerscope.schemas.record.DeadLetterRetry;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.record.PromptPair;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.StoppingDesign;
import io.steerscope.schemas.record.TextEmbedding;

/** One record of every kind. */
final class SampleRecords {

    static final Identity IDENTITY = new Identity("exp", "colour-01", "analogy", 0.8, 7L);
    static final Instant TIME = Instant.parse("2026-11-21T04:00:00.123Z");
    static final GeneratorSettings SETTINGS = new GeneratorSettings("toy", "euler", 10, 3.0, null, 64, 64, null);

    private SampleRecords() {}

    static GenerationJob job() {
        return new GenerationJob(
                IDENTITY,
                "colour",
                "a red car",
                "a blue car",
                List.of(new PromptPair("colour-02", "a red cup", "a green cup")),
                SETTINGS,
                3);
    }

    static MarginScore score() {
        return new MarginScore(
                IDENTITY,
                "clip",
                "00ff",
                null,
                "colour",
                "a red car",
                "a blue car",
                0.25,
                0.5,
                0.25,
                "alignment",
                false,
                true,
                new PromptTokens(true, 0, 3),
                "abcd",
                new ImagePosition(11, 4_000_000_000L),
                List.of(0.6f, 0.8f),
                ByteBuffer.wrap(new byte[] {0, 0, -128, 63}),
                TIME,
                3);
    }

    static List<SpecificRecord> all() {
        return List.of(
                new Experiment(
                        "exp",
                        List.of(new CategoryDesign("colour", 2, null)),
                        List.of(0L, 1L),
                        List.of(0.5, 1.0),
                        List.of("analogy"),
                        SETTINGS,
                        0L,
                        8L,
                        "split",
                        "0.25sd",
                        "source,target",
                        "images",
                        "alignment",
                        new StoppingDesign(0.95, 24, 5, List.of("clip")),
                        "aa",
                        "bb"),
                job(),
                new GeneratedImage(
                        IDENTITY,
                        "colour",
                        "a red car",
                        "a blue car",
                        "alignment",
                        new ImageData(ByteBuffer.wrap(new byte[] {1, 2, 3}), null, "abcd", "image/png", 64, 64),
                        SETTINGS,
                        new GeneratorStamp("toy", "cc", "0.1.0", 12.5, null),
                        false,
                        TIME,
                        3),
                new ImageSummary(
                        IDENTITY,
                        "colour",
                        "abcd",
                        "image/png",
                        64,
                        64,
                        3L,
                        "cars/a.png",
                        new GeneratorStamp("toy", "cc", "0.1.0", 12.5, null),
                        true,
                        List.of("a red car"),
                        TIME),
                score(),
                new TextEmbedding(
                        "clip", "00ff", "float32", "a red car", false, 1, ByteBuffer.wrap(new byte[] {0, 0, -128, 63})),
                new ExperimentReport("exp", "bb", List.of("clip"), "{}"),
                new DeadLetter(
                        "scorer",
                        FailureKind.MISSING_IMAGE,
                        "gone",
                        IDENTITY,
                        "colour",
                        "clip",
                        "images",
                        3,
                        42L,
                        ByteBuffer.wrap(new byte[] {9}),
                        List.of(new DeadLetterHeader("h", null)),
                        null,
                        TIME,
                        TIME,
                        false,
                        new DeadLetterRetry(1, 17L, TIME),
                        3),
                new Cancellation("exp", List.of(new PartitionEnd(0, 12L)), List.of(new PartitionEnd(0, 7L)), TIME),
                new SkippedJob(IDENTITY, "colour", SkipReason.CANCELLED, 3, 42L, TIME, 3),
                new Decision(
                        "exp",
                        "clip",
                        "colour",
                        "analogy",
                        0.8,
                        "works",
                        9,
                        9,
                        1,
                        0.25,
                        0.125,
                        0.5,
                        0.001,
                        List.of("clip"),
                        1,
                        "bb"));
    }
}
