package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.steerscope.worker.loop.FakeCluster.Fault;

/** A mock producer whose transactions end as a {@link FakeCluster} scripts them. */
final class FakeProducer extends MockProducer<byte[], byte[]> {

    private final FakeCluster cluster;
    private Fault fault = Fault.NONE;
    private boolean sendFailed;

    FakeProducer(FakeCluster cluster) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.cluster = cluster;
    }

    @Override
    public void initTransactions() {
        if (cluster.failuresToOpen.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new TimeoutException("no answer from the cluster");
        }
        super.initTransactions();
    }

    @Override
    public void beginTransaction() {
        Fault next = cluster.faults.poll();
        fault = next == null ? Fault.NONE : next;
        sendFailed = false;
        super.beginTransaction();
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        RuntimeException failure = record.value().length > cluster.largestRecord
                ? new RecordTooLargeException("record of " + record.value().length + " bytes")
                : fault == Fault.SEND_FAILS ? new NetworkException("connection lost") : null;
        if (failure == null) {
            return super.send(record, callback);
        }
        sendFailed = true;
        callback.onCompletion(null, failure);
        return CompletableFuture.failedFuture(failure);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        if (fault == Fault.OFFSETS_REFUSED) {
            throw new CommitFailedException("the member has left the group");
        }
        super.sendOffsetsToTransaction(offsets, groupMetadata);
    }

    @Override
    public void commitTransaction() {
        if (sendFailed) {
            throw new KafkaException("a send failed");
        }
        switch (fault) {
            case COMMIT_FAILS -> throw new KafkaException("commit failed");
            case ANSWER_LOST_BEFORE_COMMIT -> throw new TimeoutException("no answer to the commit");
            case FENCED -> throw new ProducerFencedException("a newer producer has the transactional id");
            case UNAUTHORIZED -> throw new TopicAuthorizationException("not authorized to write");
            default -> publish();
        }
        if (fault == Fault.ANSWER_LOST_AFTER_COMMIT) {
            throw new TimeoutException("no answer to the commit");
        }
    }

    @Override
    public void abortTransaction() {
        if (fault == Fault.ANSWER_LOST_BEFORE_COMMIT) {
            throw new TimeoutException("no answer to the abort");
        }
        super.abortTransaction();
    }

    @Override
    public void close(Duration timeout) {
        cluster.openProducers.decrementAndGet();
        super.close(timeout);
    }

    private void publish() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(uncommittedRecords());
        List<Map<TopicPartition, OffsetAndMetadata>> offsets =
                new ArrayList<>(uncommittedOffsets().values());
        super.commitTransaction();
        cluster.publish(records, offsets);
    }
}
