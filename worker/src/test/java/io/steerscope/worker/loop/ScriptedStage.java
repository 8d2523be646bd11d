package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.SchemaVersion;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.Output;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.SharedOutput;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.TransientFailureException;
import io.steerscope.worker.stage.UnusableModelException;

/**
 * A stage on strings that turns {@code x} into {@code X}, with {@code X!} as its summary; what a value starts with says
 * how it fails. Results of values with the same tag, as {@code red} in {@code car#red-1}, share a record.
 */
final class ScriptedStage implements StageProcessor<String, String, String> {

    static final Identity IDENTITY = new Identity("e", "p", "lerp", 0.5, 7L);

    static final SkippedJob SKIPPED = new SkippedJob(
            IDENTITY, "colour", SkipReason.CANCELLED, 0, 7L, Instant.parse("2026-01-02T03:04:05Z"), null);

    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    final AtomicInteger closings = new AtomicInteger();
    final AtomicInteger waitingBatches = new AtomicInteger();
    volatile Runnable onProcess = () -> {};
    final Map<String, RecordPosition> positions = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);

    StageDefinition<String, String, String> definition() {
        return new StageDefinition<>(
                "scripted",
                null,
                FakeCluster.INPUT,
                List.of(
                        new Output<>(FakeCluster.OUTPUT, new StringSerializer()),
                        Output.of(FakeCluster.SUMMARIES, ScriptedStage::summary, new StringSerializer())),
                List.of(SharedOutput.of(FakeCluster.SHARED, ScriptedStage::shared, new StringSerializer())),
                FakeCluster.DEAD_LETTERS,
                FakeCluster.SKIPS,
                new TextDeserializer(),
                this);
    }

    /** Reads text; a record whose headers name a version of its schema is left to Avro. */
    private static final class TextDeserializer implements Deserializer<String> {

        @Override
        public String deserialize(String topic, Headers headers, byte[] bytes) {
            if (headers.lastHeader(SchemaVersion.HEADER) != null) {
                AvroSerdes.deserializer(DeadLetter.class).deserialize(topic, headers, bytes);
            }
            return deserialize(topic, bytes);
        }

        @Override
        public String deserialize(String topic, byte[] bytes) {
            if (bytes.length > 0 && bytes[0] == 0) {
                throw new SerializationException("value of " + bytes.length + " bytes is no text");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Makes the model wait, until {@link #release}. */
    ScriptedStage block() {
        gate.drainPermits();
        return this;
    }

    /** Lets {@code batches} more batches through. */
    void release(int batches) {
        gate.release(batches);
    }

    int attempts(String value) {
        return attempts.getOrDefault(value, new AtomicInteger()).get();
    }

    @Override
    public Subject subject(String input) {
        return new Subject(IDENTITY, "colour", 4);
    }

    @Override
    public String prepare(String input, RecordPosition position)
            throws RejectedRecordException, TransientFailureException {
        positions.put(input, position);
        int attempt = count(input);
        if (input.startsWith("invalid")) {
            throw new RejectedRecordException(FailureKind.INVALID_REQUEST, "no such thing as " + input);
        }
        if (input.startsWith("missing") || input.startsWith("late") && attempt < 3) {
            throw new TransientFailureException(FailureKind.MISSING_IMAGE, input + " is not there", new Exception());
        }
        if (input.startsWith("huge")) {
            throw new OutOfMemoryError("Java heap space");
        }
        if (input.startsWith("crowded") && attempt == 1) {
            throw new OutOfMemoryError("Java heap space");
        }
        if (input.startsWith("native prepare")) {
            throw new OutOfMemoryError("unable to create native thread: possibly out of memory");
        }
        if (input.startsWith("broken")) {
            throw new IllegalStateException("prepare cannot do " + input);
        }
        return input;
    }

    @Override
    public List<Outcome<String>> process(List<String> batch) throws TransientFailureException {
        waitingBatches.incrementAndGet();
        gate.acquireUninterruptibly();
        waitingBatches.decrementAndGet();
        batches.add(List.copyOf(batch));
        onProcess.run();
        for (String input : batch) {
            if (input.startsWith("poison")) {
                throw new IllegalArgumentException("model cannot do " + input);
            }
            if (input.startsWith("busy") && count(input) < 4) {
                throw new TransientFailureException(FailureKind.PROCESSING_ERROR, "busy", new Exception());
            }
            if (input.startsWith("vast")) {
                throw new OutOfMemoryError("Java heap space");
            }
            if (input.startsWith("deep")) {
                throw new StackOverflowError();
            }
            if (input.startsWith("native model")) {
                throw new OutOfMemoryError("Cannot reserve 4096 bytes of direct buffer memory");
            }
            if (input.startsWith("nan")) {
                return List.of(new Outcome.Reject<>(FailureKind.PROCESSING_ERROR, "not finite"));
            }
            if (input.startsWith("fatal")) {
                throw new NoClassDefFoundError("native library");
            }
        }
        return batch.stream().map(ScriptedStage::outcome).toList();
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }

    static String summary(String output) {
        return output.startsWith("VERBOSE") ? output.repeat(100) : output + "!";
    }

    /** What the output of a value with a tag shares with others. */
    static Map<String, String> shared(String output) {
        int tag = output.indexOf('#');
        if (tag < 0) {
            return Map.of();
        }
        String key = output.substring(tag + 1).split("-")[0];
        return Map.of(key, key.startsWith("HUGE") ? key.repeat(200) : "shared by " + key);
    }

    private static Outcome<String> outcome(String input) {
        if (input.startsWith("unusable")) {
            throw new UnusableModelException("the model does not fit; use a smaller one", new IllegalStateException());
        }
        if (input.startsWith("unwanted")) {
            return new Outcome.Skip<>(input, SKIPPED);
        }
        return input.startsWith("degenerate")
                ? new Outcome.Reject<>(FailureKind.DEGENERATE_IMAGE, "black")
                : new Outcome.Emit<>(input, input.toUpperCase(Locale.ROOT));
    }

    private int count(String input) {
        return attempts.computeIfAbsent(input, key -> new AtomicInteger()).incrementAndGet();
    }
}
