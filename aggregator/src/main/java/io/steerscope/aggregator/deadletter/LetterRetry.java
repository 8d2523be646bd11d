package io.steerscope.aggregator.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.client.ClientProperties;
import io.steerscope.schemas.deadletter.RetryNote;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * Puts the records of dead letters back on their topics, each once.
 *
 * <p>All retries of an installation use one transactional id. Opening it ends whatever an earlier one has left open;
 * only then are the letters read, to the end of all records. So what an earlier retry has put back has its note in what
 * is read, and what it has not put back has none, whenever it was killed.
 */
public final class LetterRetry {

    private static final int TRANSACTION_MILLIS = 60_000;
    private static final int MOST_LETTERS = 500;
    private static final long MOST_BYTES = 16L << 20;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final CommittedTopics committed;
    private final TopicCatalogue topics;
    private final Clock clock;
    private final SortedMap<String, Long> putBack = new TreeMap<>();
    private final List<RetryOutcome.Refused> refused = new ArrayList<>();
    private final Map<String, Integer> partitions = new HashMap<>();

    /** A letter with the record that it is. */
    private record Whole(StoredLetter stored, DeadLetter letter, long bytes) {}

    LetterRetry(Producer<byte[], byte[]> producer, CommittedTopics committed, TopicCatalogue topics, Clock clock) {
        this.producer = producer;
        this.committed = committed;
        this.topics = topics;
        this.clock = clock;
    }

    /** The transactional id of whoever puts records back. */
    public static String transactionalId(TopicCatalogue topics) {
        return topics.prefix() + "dead-letters-retry";
    }

    /**
     * Puts back the records of the open letters that a filter means.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @param beforeWriting is told once of the letters whose records are to be put back, before the first is, if there
     *     are any
     * @throws RetryException if that fails; the message says what was put back, and that the same command may be run
     *     again
     * @throws KafkaException if the cluster does not answer or refuses before anything is written
     */
    public static RetryOutcome retry(
            Map<String, Object> clientProperties,
            TopicCatalogue topics,
            LetterFilter filter,
            Consumer<List<StoredLetter>> beforeWriting) {
        Map<String, Object> properties =
                ClientProperties.transactionalProducer(clientProperties, transactionalId(topics));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.DEAD_LETTER_MESSAGE_BYTES);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try (CommittedTopics committed = CommittedTopics.open(clientProperties)) {
            return new LetterRetry(producer, committed, topics, Clock.systemUTC()).retry(filter, beforeWriting);
        } finally {
            producer.close(CLOSING);
        }
    }

    RetryOutcome retry(LetterFilter filter, Consumer<List<StoredLetter>> beforeWriting) {
        producer.initTransactions();
        List<StoredLetter> open = DeadLetterBook.read(committed, topics).letters(filter.in(LetterState.OPEN));
        Map<Integer, Map<Long, StoredLetter>> wanted = new TreeMap<>();
        for (StoredLetter stored : open) {
            String reason = obstacle(stored, topics);
            if (reason == null) {
                wanted.computeIfAbsent(stored.position().partition(), first -> new HashMap<>())
                        .put(stored.position().offset(), stored);
            } else {
                refused.add(new RetryOutcome.Refused(stored, reason));
            }
        }
        if (!wanted.isEmpty()) {
            beforeWriting.accept(wanted.values().stream()
                    .flatMap(letters -> letters.values().stream())
                    .toList());
        }
        wanted.forEach(this::putBack);
        return new RetryOutcome(putBack, List.copyOf(refused));
    }

    /** Why the record of a letter cannot be put back, and what to do; null if it can. */
    public static @Nullable String obstacle(StoredLetter stored, TopicCatalogue topics) {
        DeadLetter letter = stored.letter();
        Set<String> known = Originals.topics(topics);
        if (!known.contains(letter.getTopic())) {
            return "its record is of topic " + letter.getTopic() + ", which nothing is put back on; only "
                    + String.join(", ", new TreeSet<>(known)) + " are";
        }
        if (!stored.isWhole()) {
            return "its record is not in the letter, which had no room for it or could not read it; where it still stands,"
                    + " at " + stored.original() + ", its stage reads it again once the offset of its consumer group is"
                    + " reset to " + letter.getOffset() + " (kafka-consumer-groups --reset-offsets --to-offset)";
        }
        return null;
    }

    private void putBack(int partition, Map<Long, StoredLetter> letters) {
        List<Whole> batch = new ArrayList<>();
        committed.fetch(
                new TopicPartition(topics.deadLetters().name(), partition), new TreeSet<>(letters.keySet()), record -> {
                    Whole whole = whole(Objects.requireNonNull(letters.get(record.offset())), record);
                    long bytes = whole.bytes()
                            + batch.stream().mapToLong(Whole::bytes).sum();
                    if (!batch.isEmpty() && (bytes > MOST_BYTES || batch.size() == MOST_LETTERS)) {
                        write(batch);
                        batch.clear();
                    }
                    batch.add(whole);
                });
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private static Whole whole(StoredLetter stored, ConsumerRecord<byte[], byte[]> record) {
        return new Whole(stored, Originals.letter(record), record.serializedValueSize());
    }

    /** Writes records and notes of a batch, all or none; one by one if one of them is too large. */
    private void write(List<Whole> batch) {
        RuntimeException failure = transaction(batch);
        if (failure == null) {
            batch.forEach(whole -> putBack.merge(whole.letter().getTopic(), 1L, Long::sum));
        } else if (FailureLine.find(failure, RecordTooLargeException.class) == null) {
            throw failed(failure);
        } else if (batch.size() == 1) {
            refused.add(new RetryOutcome.Refused(
                    batch.get(0).stored(),
                    batch.get(0).letter().getTopic() + " does not accept its record: " + FailureLine.of(failure)
                            + "; raise max.message.bytes of that topic"));
        } else {
            batch.forEach(whole -> write(List.of(whole)));
        }
    }

    /** The failure of an aborted transaction, or null; one of unknown fate is thrown. */
    private @Nullable RuntimeException transaction(List<Whole> batch) {
        producer.beginTransaction();
        try {
            batch.forEach(this::send);
            producer.flush();
        } catch (RuntimeException e) {
            return aborted(e);
        }
        try {
            producer.commitTransaction();
            return null;
        } catch (RuntimeException e) {
            return aborted(e);
        }
    }

    private void send(Whole whole) {
        StoredLetter stored = whole.stored();
        producer.send(Originals.record(whole.letter(), partitions(whole.letter().getTopic())));
        ProducerRecord<byte[], byte[]> note = RetryNote.of(
                topics.deadLetters().name(),
                stored.position().partition(),
                stored.position().offset(),
                stored.key(),
                stored.letter(),
                clock.instant());
        producer.send(note);
    }

    private int partitions(String topic) {
        return partitions.computeIfAbsent(
                topic, name -> producer.partitionsFor(name).size());
    }

    private RuntimeException aborted(RuntimeException failure) {
        try {
            producer.abortTransaction();
            return failure;
        } catch (KafkaException | IllegalStateException e) {
            failure.addSuppressed(e);
            throw failed(failure);
        }
    }

    private RetryException failed(RuntimeException failure) {
        long done = putBack.values().stream().mapToLong(Long::longValue).sum();
        boolean fenced = FailureLine.find(failure, ProducerFencedException.class) != null
                || FailureLine.find(failure, InvalidProducerEpochException.class) != null;
        String reason = fenced ? "another process retries dead letters of the same topics" : FailureLine.of(failure);
        return new RetryException(
                "%s put back, then it failed: %s; run the same command again, it puts nothing back twice"
                        .formatted(done == 1 ? "1 record was" : done + " records were", reason),
                failure);
    }
}
