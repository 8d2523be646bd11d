package io.steerscope.aggregator.design;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.results.intake.Designs;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.FailureLine;

/**
 * Reads all records of the topics of {@link Designs}, those there are and those to come.
 *
 * <p>What a cluster does not answer is asked again, also after a topic has more partitions or was created again; what
 * cannot be mended by waiting (rights, a newer schema) ends it. Kafka's client is used by its own thread alone.
 */
public final class DesignFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DesignFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Designs designs;
    private final Supplier<KafkaConsumer<byte[], byte[]>> clients;
    private final Consumer<Throwable> failed;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.of("designs", this::run);
    private volatile boolean loaded;
    private volatile String problem = "they are being read";
    private volatile @Nullable KafkaConsumer<byte[], byte[]> client;

    /**
     * @param clients opens a client that reads what is committed and belongs to no group
     * @param failed told, once at most, why this cannot go on
     */
    public DesignFollower(
            Designs designs, Supplier<KafkaConsumer<byte[], byte[]>> clients, Consumer<Throwable> failed) {
        this.designs = designs;
        this.clients = clients;
        this.failed = failed;
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /**
     * What was read.
     *
     * @throws StateUnavailableException until everything is read that was there at the start
     */
    public Designs designs() {
        if (!loaded) {
            throw new StateUnavailableException(
                    Reason.STARTING, "The designs and reports are not known yet: " + problem);
        }
        return designs;
    }

    @Override
    public void close() {
        ending.countDown();
        KafkaConsumer<byte[], byte[]> present = client;
        if (present != null) {
            present.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (ending.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> opened = clients.get()) {
                client = opened;
                follow(opened);
            } catch (WakeupException | InterruptException e) {
                LOG.atDebug().log("designs are no longer read");
            } catch (NewerSchemaException | AuthenticationException | AuthorizationException e) {
                failed.accept(e);
                return;
            } catch (KafkaException e) {
                pause(e);
            } catch (RuntimeException | Error e) {
                failed.accept(e);
                return;
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> opened) {
        List<TopicPartition> partitions = assign(opened);
        Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
        long looked = System.nanoTime();
        while (ending.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : opened.poll(POLL)) {
                designs.accept(record);
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
            if (!loaded) {
                loaded = ends.entrySet().stream().allMatch(end -> opened.position(end.getKey()) >= end.getValue());
            }
            if (System.nanoTime() - looked > LOOK.toNanos()) {
                if (!partitions.equals(partitions(opened))) {
                    return;
                }
                looked = System.nanoTime();
            }
        }
    }

    private List<TopicPartition> assign(KafkaConsumer<byte[], byte[]> opened) {
        List<TopicPartition> partitions = partitions(opened);
        opened.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long position = positions.get(partition);
            if (position == null) {
                opened.seekToBeginning(List.of(partition));
            } else {
                opened.seek(partition, position);
            }
        }
        return partitions;
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> opened) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : designs.topics()) {
            List<PartitionInfo> infos = opened.partitionsFor(topic);
            if (infos == null || infos.isEmpty()) {
                throw new KafkaException("topic " + topic + " does not exist");
            }
            infos.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
                    .forEach(partitions::add);
        }
        return partitions;
    }

    /** Waits before another attempt. */
    private void pause(KafkaException failure) {
        String line = FailureLine.of(failure);
        if (!line.equals(problem)) {
            LOG.atWarn().addKeyValue("reason", line).log("designs and reports cannot be read, trying again");
        }
        problem = line;
        try {
            if (ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atDebug().log("designs are no longer read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending.countDown();
        }
    }
}
