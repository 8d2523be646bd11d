package io.steerscope.benchmarks.fuzz;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.avro.specific.SpecificRecord;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.EncodedImage;
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
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.record.PromptPair;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;

/** Records that can be encoded, most of them sound; in the others one or more fields are absurd. */
final class OddRecords {

    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int LARGE_IMAGES = 20_000;

    private final OddText odd;
    private final OddImages images;
    private final String bundleId;
    private final int absurdIn;

    /**
     * @param bundleId the bundle that jobs ask for
     * @param absurdIn one field of so many is absurd
     */
    OddRecords(OddText odd, OddImages images, String bundleId, int absurdIn) {
        this.odd = odd;
        this.images = images;
        this.bundleId = bundleId;
        this.absurdIn = absurdIn;
    }

    /** The key that a record should have. */
    static String key(SpecificRecord record) {
        if (record instanceof Experiment experiment) {
            return experiment.getExperimentId();
        }
        if (record instanceof ExperimentReport report) {
            return report.getExperimentId();
        }
        if (record instanceof Cancellation cancellation) {
            return cancellation.getExperimentId();
        }
        if (record instanceof MarginScore score) {
            return jobKey(score.getIdentity()) + "/" + score.getScorerId();
        }
        if (record instanceof TextEmbedding text) {
            return RecordKeys.textEmbeddingKey(text.getScorerSha256(), text.getScorerDtype(), text.getText());
        }
        if (record instanceof Decision decision) {
            return String.join(
                    "/",
                    decision.getExperimentId(),
                    decision.getScorerId(),
                    decision.getMethod(),
                    Double.toString(decision.getAlpha()),
                    decision.getCategory());
        }
        Object identity = record.get(record.getSchema().getField("identity").pos());
        return identity instanceof Identity named ? jobKey(named) : "none";
    }

    private static String jobKey(Identity identity) {
        try {
            return RecordKeys.jobKey(identity);
        } catch (IllegalArgumentException e) {
            return "no key";
        }
    }

    SpecificRecord record(Class<? extends SpecificRecord> type) {
        return switch (type.getSimpleName()) {
            case "Experiment" -> experiment();
            case "GenerationJob" -> job();
            case "GeneratedImage" -> image();
            case "ImageSummary" -> summary();
            case "MarginScore" -> score();
            case "TextEmbedding" ->
                new TextEmbedding(
                        id("scorer"),
                        text(SHA256),
                        text("float32"),
                        text("one red tulip"),
                        odd.oneIn(2),
                        count(0),
                        ByteBuffer.wrap(odd.bytes(16)));
            case "ExperimentReport" ->
                new ExperimentReport(id("fuzz"), text(SHA256), List.of(id("scorer")), text("{\"experiment\": 1}"));
            case "DeadLetter" -> deadLetter();
            case "Cancellation" -> new Cancellation(id("fuzz"), ends(), ends(), NOW);
            case "SkippedJob" ->
                new SkippedJob(identity(), text("colour"), SkipReason.CANCELLED, count(0), whole(17), NOW, null);
            case "Decision" -> decision();
            default -> throw new IllegalArgumentException(type.getName());
        };
    }

    private Decision decision() {
        return new Decision(
                id("fuzz"),
                id("scorer"),
                text("colour"),
                text("lerp"),
                number(0.5),
                text("does not"),
                count(7),
                count(8),
                count(0),
                number(0.01),
                number(-0.01),
                number(0.02),
                number(0.001),
                List.of(id("scorer")),
                count(2),
                text(SHA256));
    }

    private Experiment experiment() {
        List<CategoryDesign> categories = IntStream.range(0, odd.oneIn(200) ? 5_000 : 2)
                .mapToObj(i -> new CategoryDesign(text("category-" + i), count(3), null))
                .toList();
        boolean ofImages = odd.oneIn(3);
        return new Experiment(
                id("fuzz"),
                categories,
                LongStream.range(0, ofImages && !odd.oneIn(absurdIn) ? 0 : odd.oneIn(200) ? 20_000 : 3)
                        .map(this::whole)
                        .boxed()
                        .toList(),
                List.of(number(0.5), number(1.0)),
                List.of(id("lerp")),
                settings(),
                whole(7),
                whole(12),
                odd.oneIn(20) ? text("split") : null,
                odd.oneIn(20) ? text("0.25sd") : null,
                odd.oneIn(20) ? text("source") : null,
                ofImages ? text("images") : null,
                ofImages && odd.oneIn(2) || odd.oneIn(absurdIn) ? text("alignment") : null,
                null,
                text(SHA256),
                text(SHA256));
    }

    private GenerationJob job() {
        return new GenerationJob(
                identity(),
                text("colour"),
                text("one red tulip"),
                text("one blue tulip"),
                IntStream.range(0, odd.oneIn(500) ? 11_000 : 1)
                        .mapToObj(i -> new PromptPair(id("other"), text("a boat"), text("a red boat")))
                        .toList(),
                settings(),
                null);
    }

    private GeneratedImage image() {
        byte[] bytes =
                odd.oneIn(LARGE_IMAGES) ? images.large() : odd.pick(odd.oneIn(12) ? images.bombs() : images.small());
        if (odd.oneIn(6)) {
            bytes = new Mutation(odd).of(bytes);
        }
        String sha256 = odd.oneIn(20) ? SHA256 : EncodedImage.sha256(bytes);
        boolean elsewhere = odd.oneIn(40);
        boolean isAlignment = odd.oneIn(3);
        return new GeneratedImage(
                identity(),
                text("colour"),
                isAlignment ? text("") : text("one red tulip"),
                text("one blue tulip"),
                isAlignment ? text("alignment") : null,
                new ImageData(
                        elsewhere ? null : ByteBuffer.wrap(bytes),
                        elsewhere || odd.oneIn(100)
                                ? odd.pick(
                                        List.of("file:///etc/passwd", "/dev/zero", "http://127.0.0.1:1/", odd.text()))
                                : null,
                        text(sha256),
                        text("image/png"),
                        count(64),
                        count(64)),
                settings(),
                stamp(),
                odd.oneIn(2),
                NOW,
                null);
    }

    private ImageSummary summary() {
        return new ImageSummary(
                identity(),
                text("colour"),
                text(SHA256),
                text("image/png"),
                count(64),
                count(64),
                whole(4_000),
                odd.oneIn(2) ? text("folder/1.png") : null,
                stamp(),
                odd.oneIn(2),
                List.of(text("one red tulip")),
                NOW);
    }

    private MarginScore score() {
        boolean isAlignment = odd.oneIn(3);
        return new MarginScore(
                identity(),
                id("scorer"),
                text(SHA256),
                null,
                text("colour"),
                isAlignment ? text("") : text("one red tulip"),
                text("one blue tulip"),
                number(isAlignment ? Double.NaN : 0.2),
                number(0.3),
                number(isAlignment ? Double.NaN : 0.1),
                isAlignment || odd.oneIn(absurdIn) ? text("alignment") : null,
                odd.oneIn(isAlignment ? absurdIn : 2),
                odd.oneIn(2),
                odd.oneIn(2)
                        ? new PromptTokens(
                                odd.oneIn(isAlignment ? absurdIn : 4), odd.oneIn(20) ? -1 : 0, odd.oneIn(3) ? 2 : 0)
                        : null,
                text(SHA256),
                null,
                odd.oneIn(50) ? List.of(Float.NaN, 1f) : null,
                odd.oneIn(50) ? ByteBuffer.wrap(new byte[odd.oneIn(2) ? 8 : 7]) : null,
                NOW,
                null);
    }

    private DeadLetter deadLetter() {
        return new DeadLetter(
                text("generator"),
                odd.pick(List.of(FailureKind.values())),
                text("the model failed"),
                odd.oneIn(3) ? null : identity(),
                odd.oneIn(3) ? null : text("colour"),
                odd.oneIn(2) ? null : id("scorer"),
                text("topic"),
                count(0),
                whole(5),
                ByteBuffer.wrap(odd.bytes(20)),
                List.of(new DeadLetterHeader(text("header"), null)),
                ByteBuffer.wrap(odd.bytes(200)),
                NOW,
                odd.oneIn(3) ? null : NOW,
                odd.oneIn(3) ? null : odd.oneIn(2),
                odd.oneIn(4) ? new DeadLetterRetry(count(0), whole(5), NOW) : null,
                null);
    }

    private List<PartitionEnd> ends() {
        return List.of(new PartitionEnd(count(0), whole(0)), new PartitionEnd(count(1), whole(0)));
    }

    private GeneratorSettings settings() {
        return new GeneratorSettings(
                text(bundleId),
                text("euler"),
                odd.oneIn(absurdIn) ? odd.pick(List.of(2_000_000_000, 1_001, 0, -1)) : 1,
                number(2.0),
                odd.oneIn(8) ? text("blurry") : null,
                odd.oneIn(absurdIn) ? odd.pick(List.of(16_384, 8_192, 65, 0, -64)) : 64,
                odd.oneIn(absurdIn) ? odd.pick(List.of(16_384, 8_192, 65, 0, -64)) : 64,
                null);
    }

    private GeneratorStamp stamp() {
        return new GeneratorStamp(text(bundleId), text(SHA256), text("1"), number(20.0), null);
    }

    private Identity identity() {
        return new Identity(
                id("fuzz"),
                id("pair"),
                odd.oneIn(absurdIn) ? odd.text() : odd.pick(List.of("lerp", "slerp", "analogy")),
                odd.oneIn(absurdIn) ? odd.number() : odd.pick(List.of(0.5, 1.0)),
                odd.oneIn(absurdIn) ? odd.whole() : odd.pick(List.of(0L, 1L, 2L)));
    }

    private String id(String name) {
        return odd.oneIn(absurdIn) ? odd.text() : name + "-" + odd.pick(List.of(0, 1, 2));
    }

    private String text(String sound) {
        return odd.oneIn(absurdIn) ? odd.text() : sound;
    }

    private double number(double sound) {
        return odd.oneIn(absurdIn) ? odd.number() : sound;
    }

    private long whole(long sound) {
        return odd.oneIn(absurdIn) ? odd.whole() : sound;
    }

    private int count(int sound) {
        return odd.oneIn(absurdIn) ? odd.count() : sound;
    }
}
