package io.steerscope.clustertests;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.Output;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.Subject;

/** A stage that writes each text of {@code jobs} to {@code images} and {@code image-summaries}, under itself as key. */
final class EchoStage implements StageProcessor<String, String, String> {

    final AtomicLong processed = new AtomicLong();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);

    StageDefinition<String, String, String> definition(TopicCatalogue topics) {
        return new StageDefinition<>(
                "echo",
                null,
                topics.jobs().name(),
                List.of(
                        new Output<>(topics.images().name(), new StringSerializer()),
                        new Output<>(topics.imageSummaries().name(), new StringSerializer())),
                topics.deadLetters().name(),
                new StringDeserializer(),
                this);
    }

    /** Makes the model wait, until {@link #release}. */
    void block() {
        gate.drainPermits();
    }

    /** Lets the model go on. */
    void release() {
        gate.drainPermits();
        gate.release(Integer.MAX_VALUE / 2);
    }

    @Override
    public Subject subject(String input) {
        return Subject.UNKNOWN;
    }

    @Override
    public String prepare(String input, RecordPosition position) {
        return input;
    }

    @Override
    public List<Outcome<String>> process(List<String> batch) {
        gate.acquireUninterruptibly();
        processed.addAndGet(batch.size());
        return batch.stream()
                .<Outcome<String>>map(text -> new Outcome.Emit<>(text, text))
                .toList();
    }

    @Override
    public void close() {
        release();
    }
}
