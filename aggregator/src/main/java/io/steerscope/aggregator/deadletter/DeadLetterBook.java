package io.steerscope.aggregator.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.results.intake.Payloads;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterRetry;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The dead letters of an installation at one moment, by partition and offset, with what has become of each. */
public final class DeadLetterBook {

    private final List<StoredLetter> letters;
    private final long foreign;

    private DeadLetterBook(List<StoredLetter> letters, long foreign) {
        this.letters = List.copyOf(letters);
        this.foreign = foreign;
    }

    /**
     * Reads the topic, and where letters are open the keys of {@code image-summaries} and {@code scores}.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or a newer release wrote a record
     */
    public static DeadLetterBook read(Map<String, Object> clientProperties, TopicCatalogue topics) {
        try (CommittedTopics committed = CommittedTopics.open(clientProperties)) {
            return read(committed, topics);
        }
    }

    static DeadLetterBook read(CommittedTopics committed, TopicCatalogue topics) {
        Reading reading = new Reading(topics.deadLetters().name());
        committed.forEach(topics.deadLetters().name(), reading::accept);
        List<StoredLetter> standing = reading.letters();
        return new DeadLetterBook(mended(standing, committed, topics), reading.foreign);
    }

    /**
     * The value of the record that failed, as its letter holds it; null if it holds none or is gone.
     *
     * @param position of the letter
     */
    public static byte @Nullable [] value(
            Map<String, Object> clientProperties, TopicCatalogue topics, LetterPosition position) {
        byte[][] found = new byte[1][];
        String topic = topics.deadLetters().name();
        try (CommittedTopics committed = CommittedTopics.open(clientProperties)) {
            committed.fetch(
                    new TopicPartition(topic, position.partition()),
                    new TreeSet<>(Set.of(position.offset())),
                    record ->
                            found[0] = Originals.bytes(Originals.letter(record).getOriginalValue()));
        }
        return found[0];
    }

    /** All of them. */
    public List<StoredLetter> letters() {
        return letters;
    }

    /** How many records of the topic are no dead letters. */
    public long foreign() {
        return foreign;
    }

    /** Those that a filter means. */
    public List<StoredLetter> letters(LetterFilter filter) {
        return letters.stream().filter(filter::holds).toList();
    }

    /** Open letters whose images were made, or scored, all the same. */
    private static List<StoredLetter> mended(
            List<StoredLetter> letters, CommittedTopics committed, TopicCatalogue topics) {
        Set<String> images = new HashSet<>();
        Set<String> scores = new HashSet<>();
        for (StoredLetter stored : letters) {
            if (stored.state() == LetterState.OPEN) {
                place(stored).ifPresent(stored.letter().getScorerId() == null ? images::add : scores::add);
            }
        }
        Set<String> there = new HashSet<>();
        if (!images.isEmpty()) {
            present(committed, topics.imageSummaries().name(), images, there);
        }
        if (!scores.isEmpty()) {
            present(committed, topics.scores().name(), scores, there);
        }
        return letters.stream()
                .map(stored -> stored.state() == LetterState.OPEN
                                && place(stored).filter(there::contains).isPresent()
                        ? stored.with(LetterState.MENDED, null)
                        : stored)
                .toList();
    }

    private static Optional<String> place(StoredLetter stored) {
        String scorer = stored.letter().getScorerId();
        return stored.job().map(job -> scorer == null ? job : job + "/" + scorer);
    }

    /** Those of some keys under which a topic has a record in any partition. */
    private static void present(CommittedTopics committed, String topic, Set<String> wanted, Set<String> there) {
        Map<String, Set<Integer>> partitions = new HashMap<>();
        committed.forEach(topic, record -> {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (!wanted.contains(key)) {
                return;
            }
            Set<Integer> holding = partitions.computeIfAbsent(key, first -> new HashSet<>());
            if (record.value() == null) {
                holding.remove(record.partition());
            } else {
                holding.add(record.partition());
            }
        });
        partitions.forEach((key, holding) -> {
            if (!holding.isEmpty()) {
                there.add(key);
            }
        });
    }

    /** What the records of the topic say together. */
    private static final class Reading {

        private static final Comparator<StoredLetter> LAST_FAILED = Comparator.<StoredLetter, Instant>comparing(
                        stored -> stored.letter().getFailedAt())
                .thenComparing(StoredLetter::position, LetterPosition.ORDER);

        private record Place(String subject, int partition) {}

        private final String topic;
        private final Deserializer<DeadLetter> deserializer = AvroSerdes.deserializer(DeadLetter.class);
        private final List<StoredLetter> letters = new ArrayList<>();
        private final Map<LetterPosition, Instant> retried = new HashMap<>();
        private long foreign;

        Reading(String topic) {
            this.topic = topic;
        }

        void accept(ConsumerRecord<byte[], byte[]> record) {
            DeadLetter letter;
            try {
                letter = deserializer.deserialize(topic, record.headers(), record.value());
            } catch (NewerSchemaException e) {
                throw e;
            } catch (SerializationException e) {
                foreign++;
                return;
            }
            if (letter == null) {
                foreign++;
                return;
            }
            DeadLetterRetry retry = letter.getRetry();
            if (retry == null) {
                byte[] value = Originals.bytes(letter.getOriginalValue());
                letters.add(new StoredLetter(
                        new LetterPosition(null, record.partition(), record.offset()),
                        record.key(),
                        Payloads.withoutValue(letter),
                        value == null ? -1 : value.length,
                        LetterState.OPEN,
                        null));
            } else if (retry.getPartition() == record.partition() && retry.getOffset() < record.offset()) {
                retried.putIfAbsent(
                        new LetterPosition(null, retry.getPartition(), retry.getOffset()), retry.getRetriedAt());
            } else {
                foreign++;
            }
        }

        List<StoredLetter> letters() {
            Map<Place, StoredLetter> lastOfPartition = new HashMap<>();
            letters.forEach(stored -> lastOfPartition.put(
                    new Place(subject(stored), stored.position().partition()), stored));
            Map<String, StoredLetter> last = new HashMap<>();
            lastOfPartition.forEach(
                    (place, stored) -> last.merge(place.subject(), stored, BinaryOperator.maxBy(LAST_FAILED)));
            return letters.stream()
                    .sorted(Comparator.comparing(StoredLetter::position, LetterPosition.ORDER))
                    .map(stored -> judged(stored, last.get(subject(stored)) == stored))
                    .toList();
        }

        private StoredLetter judged(StoredLetter stored, boolean isLast) {
            Instant at = retried.get(stored.position());
            if (at != null) {
                return stored.with(LetterState.RETRIED, at);
            }
            return isLast ? stored : stored.with(LetterState.SUPERSEDED, null);
        }

        /** Letters of the same text are about the same failure. */
        private static String subject(StoredLetter stored) {
            DeadLetter letter = stored.letter();
            boolean isStage = letter.getScorerId() == null || RecordKeys.isId(letter.getScorerId());
            return place(stored)
                    .filter(key -> isStage)
                    .map(key -> letter.getStage() + " " + key)
                    .orElseGet(() -> letter.getStage() + " " + letter.getScorerId() + " at " + stored.original());
        }
    }
}
