package io.steerscope.app.experiment;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.producer.ingest.ImageIngester;
import io.steerscope.producer.ingest.IngestListener;
import io.steerscope.producer.ingest.IngestOutcome;
import io.steerscope.producer.ingest.IngestSettings;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Ingests the images of a run in a thread of its own, so that the first are scored while others are still written. */
final class ImageIngestion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageIngestion.class);
    private static final long CLOSING_MILLIS = 20_000;

    private final RunImages.Ingested images;
    private final Thread thread;
    private volatile long expected;
    private volatile @Nullable IngestOutcome outcome;
    private volatile @Nullable RuntimeException failure;

    private ImageIngestion(
            RunImages.Ingested images, Map<String, Object> clients, TopicCatalogue topics, IngestSettings settings) {
        this.images = images;
        this.expected = images.set().images().size();
        this.thread = DaemonThreads.of("ingestion", () -> ingest(clients, topics, settings));
    }

    static ImageIngestion start(
            RunImages.Ingested images, Map<String, Object> clients, TopicCatalogue topics, IngestSettings settings) {
        ImageIngestion ingestion = new ImageIngestion(images, clients, topics, settings);
        ingestion.thread.start();
        return ingestion;
    }

    /** Images of the experiment, those of before included, as far as it is known. */
    long expected() {
        return expected;
    }

    /** What it did; empty until it is done. */
    Optional<IngestOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** @throws RuntimeException what ended it, if something did */
    void requireAlive() {
        RuntimeException ended = failure;
        if (ended != null) {
            throw ended;
        }
    }

    private void ingest(Map<String, Object> clients, TopicCatalogue topics, IngestSettings settings) {
        try {
            outcome = ImageIngester.ingest(
                    clients, topics, images.set(), images.contents(), settings, new IngestListener() {
                        @Override
                        public void planned(Experiment experiment) {
                            expected = experiment.getExpectedJobs();
                        }

                        @Override
                        public void committed(long there, long total) {
                            LOG.atDebug().addKeyValue("there", there).log("images committed");
                        }
                    });
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new ActionableException("ingestion failed: " + e, e);
        }
    }

    /** What is not committed yet is left to the next run. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
