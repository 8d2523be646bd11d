package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.steerscope.worker.loop.FakeCluster.Fault;

/**
 * A mock producer whose transactions end as a {@link FakeCluster} scripts them. After a failure it is in an error
 * state, as Kafka's producer is: every further method throws, with the failure as the cause, until the transaction is
 * aborted; for good if the failure is fatal; and after a commit without answer nothing but the commit may be tried.
 */
final class FakeProducer extends MockProducer<byte[], byte[]> {

    private final FakeCluster cluster;
    private Fault fault = Fault.NONE;
    private RuntimeException error;
    private boolean fatal;
    private boolean commitUnanswered;

    FakeProducer(FakeCluster cluster) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.cluster = cluster;
    }

    @Override
    public void initTransactions() {
        if (cluster.failuresToOpen.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new TimeoutException("no answer from the cluster");
        }
        if (cluster.refusalsToOpen.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw fatal(new TransactionalIdAuthorizationException("Transactional Id authorization failed."));
        }
        super.initTransactions();
    }

    @Override
    public void beginTransaction() {
        failInErrorState("beginTransaction");
        Fault next = cluster.faults.poll();
        fault = next == null ? Fault.NONE : next;
        super.beginTransaction();
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        cluster.sends.incrementAndGet();
        failInErrorState("send");
        RuntimeException failure = failureOf(record);
        if (failure == null) {
            cluster.onSend.run();
            return super.send(record, callback);
        }
        if (failure instanceof TransactionalIdAuthorizationException) {
            fatal(failure);
        } else {
            error = failure instanceof RetriableException
                    ? new TransactionAbortableException(
                            "Transaction Request was aborted after exhausting retries.", failure)
                    : failure;
        }
        callback.onCompletion(null, failure);
        return CompletableFuture.failedFuture(failure);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        failInErrorState("sendOffsetsToTransaction");
        if (fault == Fault.OFFSETS_REFUSED) {
            throw abortable(new CommitFailedException("the member has left the group"));
        }
        if (fault == Fault.GROUP_FORBIDDEN) {
            throw abortable(GroupAuthorizationException.forGroupId("group"));
        }
        super.sendOffsetsToTransaction(offsets, groupMetadata);
    }

    @Override
    public void commitTransaction() {
        failInErrorState("commitTransaction");
        switch (fault) {
            case COMMIT_FAILS -> throw abortable(new TransactionAbortableException("commit failed"));
            case ANSWER_LOST_BEFORE_COMMIT -> throw unanswered();
            case FENCED -> throw fatal(new ProducerFencedException("a newer producer has the transactional id"));
            default -> publish();
        }
        if (fault == Fault.ANSWER_LOST_AFTER_COMMIT) {
            throw unanswered();
        }
    }

    @Override
    public void abortTransaction() {
        if (fatal || commitUnanswered) {
            failInErrorState("abortTransaction");
        }
        error = null;
        super.abortTransaction();
    }

    @Override
    public void close(Duration timeout) {
        cluster.openProducers.decrementAndGet();
        super.close(timeout);
    }

    private RuntimeException failureOf(ProducerRecord<byte[], byte[]> record) {
        if (record.value().length > cluster.largestRecord) {
            return new RecordTooLargeException("record of " + record.value().length + " bytes");
        }
        if (cluster.missingTopics.contains(record.topic())) {
            return new TimeoutException(
                    "Topic " + record.topic() + " not present in metadata after 10000 ms.",
                    new UnknownTopicOrPartitionException("This server does not host this topic-partition."));
        }
        return switch (fault) {
            case SEND_FAILS -> new NetworkException("connection lost");
            case TOPIC_FORBIDDEN -> new TopicAuthorizationException(Set.of(record.topic()));
            case ID_FORBIDDEN -> new TransactionalIdAuthorizationException("Transactional Id authorization failed.");
            case RECORD_INVALID -> new InvalidRecordException("This record has failed the validation on broker");
            default -> null;
        };
    }

    private void failInErrorState(String operation) {
        if (commitUnanswered) {
            throw new IllegalStateException("Cannot attempt operation `" + operation
                    + "` because the previous call to `commitTransaction` timed out and must be retried");
        }
        if (error instanceof ProducerFencedException) {
            throw new ProducerFencedException("Producer has been fenced by another producer");
        }
        if (error != null) {
            throw new KafkaException("Cannot execute transactional method because we are in an error state", error);
        }
    }

    private RuntimeException abortable(RuntimeException failure) {
        error = failure;
        return failure;
    }

    private RuntimeException fatal(RuntimeException failure) {
        fatal = true;
        error = failure;
        return failure;
    }

    private RuntimeException unanswered() {
        commitUnanswered = true;
        return new TimeoutException("Timeout expired after 10000ms while awaiting EndTxn(true)");
    }

    private void publish() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(uncommittedRecords());
        List<Map<TopicPartition, OffsetAndMetadata>> offsets =
                new ArrayList<>(uncommittedOffsets().values());
        super.commitTransaction();
        cluster.publish(records, offsets);
    }
}
