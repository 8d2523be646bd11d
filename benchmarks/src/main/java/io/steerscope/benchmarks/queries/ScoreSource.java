package io.steerscope.benchmarks.queries;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * A process of a broker and a writer of scores. It writes the design and the first round, prints where the broker is,
 * and from the first line of its input on writes the further rounds, as fast as the aggregator takes them or at a rate,
 * until a second line. It ends with its input.
 */
final class ScoreSource {

    static final TopicCatalogue TOPICS = TopicCatalogue.defaults();
    static final long SEED = 7;
    static final String ADDRESS = "bootstrap.servers=";

    private static final long LARGEST_BACKLOG = 50_000;
    private static final int BETWEEN_LOOKS = 5_000;

    private final Admin admin;
    private final LiveScores scores;
    private final KafkaProducer<String, MarginScore> producer;
    private volatile boolean ended;

    private ScoreSource(Admin admin, KafkaProducer<String, MarginScore> producer, LiveScores scores) {
        this.admin = admin;
        this.producer = producer;
        this.scores = scores;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        LiveScores scores = new LiveScores(Integer.parseInt(arguments[1]), SEED);
        double perSecond = Double.parseDouble(arguments[2]);
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", broker.bootstrapServers());
        client.put("linger.ms", 20);
        client.put("batch.size", 1 << 16);
        // Batches that overtake each other while the partitions of a new topic get their leaders are lost.
        client.put("max.in.flight.requests.per.connection", 1);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        new TopicAdministrator(admin).apply(TOPICS);
        try (KafkaProducer<String, Experiment> producer =
                new KafkaProducer<>(client, new StringSerializer(), AvroSerdes.serializer(Experiment.class))) {
            producer.send(new ProducerRecord<>(TOPICS.experiments().name(), LiveScores.EXPERIMENT, scores.design()));
        }
        ScoreSource source = new ScoreSource(
                admin,
                new KafkaProducer<>(client, new StringSerializer(), AvroSerdes.serializer(MarginScore.class)),
                scores);
        source.fill();
        System.out.println(ADDRESS + broker.bootstrapServers());
        source.follow(perSecond);
        System.exit(0);
    }

    private void fill() {
        for (int image : scores.order(0)) {
            send(0, image);
        }
        producer.flush();
    }

    private void follow(double perSecond) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Thread writer = new Thread(() -> write(perSecond), "writer");
        if (input.readLine() != null) {
            writer.start();
        }
        if (input.readLine() != null) {
            ended = true;
            writer.join();
        }
        input.readLine();
    }

    private void write(double perSecond) {
        Backlog backlog = new Backlog(
                admin,
                AggregatorSettings.DEFAULT_APPLICATION_ID,
                TOPICS.scores().name());
        long start = System.nanoTime();
        long written = 0;
        for (int round = 1; !ended; round++) {
            for (int image : scores.order(round)) {
                if (ended) {
                    return;
                }
                send(round, image);
                written++;
                if (perSecond > 0.0) {
                    LockSupport.parkNanos(start + (long) (written / perSecond * 1e9) - System.nanoTime());
                } else if (written % BETWEEN_LOOKS == 0) {
                    awaitRoom(backlog);
                }
            }
        }
    }

    private void awaitRoom(Backlog backlog) {
        try {
            while (!ended && backlog.records() > LARGEST_BACKLOG) {
                LockSupport.parkNanos(20_000_000);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The position of the aggregator cannot be read", e);
        }
    }

    private void send(int round, int image) {
        MarginScore score = scores.score(round, image);
        producer.send(new ProducerRecord<>(
                TOPICS.scores().name(), RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score));
    }
}
