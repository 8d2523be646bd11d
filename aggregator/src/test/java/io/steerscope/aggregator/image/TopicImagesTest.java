package io.steerscope.aggregator.image;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.aggregator.TestBroker;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Images in a real topic of three partitions, written in transactions as the generator does. */
class TopicImagesTest {

    private static final String TOPIC = "images";

    @TempDir
    static Path folder;

    private static TestBroker broker;
    private static KafkaProducer<String, GeneratedImage> producer;
    private static TopicImages images;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(folder.resolve("kafka"));
        try (Admin admin = Admin.create(broker.clientProperties())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("transactional.id", "generator");
        producer = new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(GeneratedImage.class));
        producer.initTransactions();
        images = new TopicImages(broker.clientProperties(), TOPIC, "images-test");
    }

    @AfterAll
    static void stop() {
        images.close();
        producer.close();
        broker.close();
    }

    @Test
    void everyImageIsFoundByThePositionThatItsScoreNotes() throws Exception {
        for (long seed = 0; seed < 6; seed++) {
            // given
            GeneratedImage image = inline(identity(seed), bytes(seed));
            ImagePosition position = commit((int) seed % 2, image);

            // then
            assertThat(images.find(score(image, position))).isInstanceOfSatisfying(ImageContent.Found.class, found -> {
                assertThat(EncodedImage.sha256(found.bytes()))
                        .isEqualTo(image.getImage().getSha256());
                assertThat(found.mediaType()).isEqualTo("image/png");
            });
        }
    }

    @Test
    void anImageLargerThanAFetchIsFoundToo() throws Exception {
        byte[] large = new byte[900_000];
        GeneratedImage image = inline(identity(50), large);

        assertThat(images.find(score(image, commit(0, image))))
                .isInstanceOfSatisfying(ImageContent.Found.class, found -> assertThat(found.bytes())
                        .isEqualTo(large));
    }

    @Test
    void anImageInAFileIsFoundUntilTheFileIsMoved() throws Exception {
        // given
        Path file = Files.write(folder.resolve("large.png"), bytes(60));
        GeneratedImage image = image(identity(60), null, file.toUri().toString(), "image/png", bytes(60));
        GeneratedImage moved =
                image(identity(61), null, folder.resolve("moved.png").toUri().toString(), "image/png", bytes(61));

        // then
        assertThat(images.find(score(image, commit(0, image)))).isInstanceOf(ImageContent.Found.class);
        assertThat(gone(score(moved, commit(0, moved)))).contains("moved.png\" cannot be read");
    }

    @Test
    void anImageThatWasDeletedFromTheTopicIsGone() throws Exception {
        // given
        GeneratedImage image = inline(identity(70), bytes(70));
        ImagePosition position = commit(2, image);
        ImagePosition later = commit(2, inline(identity(71), bytes(71)));
        try (Admin admin = Admin.create(broker.clientProperties())) {
            admin.deleteRecords(Map.of(new TopicPartition(TOPIC, 2), RecordsToDelete.beforeOffset(later.getOffset())))
                    .all()
                    .get();
        }

        // then
        assertThat(gone(score(image, position)))
                .isEqualTo("its record was deleted: partition 2 of images begins at offset %d, and the image was at %d"
                        .formatted(later.getOffset(), position.getOffset()));
    }

    @Test
    void aPositionThatTheTopicDoesNotHaveIsGone() throws Exception {
        GeneratedImage image = inline(identity(80), bytes(80));
        commit(0, image);

        assertThat(gone(score(image, new ImagePosition(0, 1_000_000L)))).contains("the topic was created again");
        assertThat(gone(score(image, new ImagePosition(7, 0L))))
                .isEqualTo("the topic was created again and has only 3 partitions");
    }

    @Test
    void theEndOfATransactionIsNoImage() throws Exception {
        GeneratedImage image = inline(identity(81), bytes(81));
        ImagePosition position = commit(0, image);
        commit(0, inline(identity(82), bytes(82)));

        assertThat(gone(score(image, new ImagePosition(0, position.getOffset() + 1))))
                .isEqualTo("there is no record in its place: the topic was created again");
    }

    @Test
    void anotherRecordInItsPlaceIsNotShown() throws Exception {
        // given
        GeneratedImage image = inline(identity(90), bytes(90));
        ImagePosition position = commit(0, image);

        // then
        assertThat(gone(score(inline(identity(91), bytes(90)), position))).startsWith("another record");
        assertThat(gone(score(inline(identity(90), bytes(91)), position))).startsWith("another record");
    }

    @Test
    void bytesThatAreNotTheOnesOfTheirRecordAreNotShown() throws Exception {
        ImageData damaged =
                new ImageData(ByteBuffer.wrap(bytes(1)), null, EncodedImage.sha256(bytes(95)), "image/png", 8, 8);
        GeneratedImage image = image(identity(95), damaged);

        assertThat(gone(score(image, commit(0, image)))).startsWith("the image has SHA-256 ");
    }

    @Test
    void onlyPixelsAreShown() throws Exception {
        GeneratedImage page = image(identity(96), bytes(96), null, "text/html", bytes(96));
        GeneratedImage drawing = image(identity(97), bytes(97), null, "image/svg+xml", bytes(97));

        assertThat(gone(score(page, commit(0, page)))).isEqualTo("it is of type \"text/html\", which is not shown");
        assertThat(gone(score(drawing, commit(0, drawing)))).contains("image/svg+xml");
    }

    @Test
    void aScoreOfBeforePositionsWereNotedHasNoImage() {
        GeneratedImage image = inline(identity(98), bytes(98));

        assertThat(gone(score(image, null))).contains("did not note where the image is");
    }

    @Test
    void aClusterThatDoesNotAnswerIsNoReasonToCallTheImageGone() {
        // given
        MockConsumer<String, GeneratedImage> silent = new MockConsumer<>("none");
        Node node = new Node(0, "localhost", 9092);
        Node[] nodes = {node};
        silent.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, nodes, nodes)));
        ImageRecords records = new ImageRecords(() -> silent, TOPIC, Duration.ofMillis(20));

        // then
        assertThatThrownBy(() -> records.read(new ImagePosition(0, 3L)))
                .isInstanceOfSatisfying(StateUnavailableException.class, unavailable -> assertThat(unavailable.reason())
                        .isEqualTo(Reason.UNREACHABLE));
        records.close();
        assertThat(silent.closed()).isTrue();
        assertThatThrownBy(() -> records.read(new ImagePosition(0, 3L)))
                .isInstanceOfSatisfying(StateUnavailableException.class, unavailable -> assertThat(unavailable.reason())
                        .isEqualTo(Reason.STOPPED));
    }

    private static String gone(MarginScore score) {
        ImageContent content = images.find(score);
        assertThat(content).isInstanceOf(ImageContent.Gone.class);
        return ((ImageContent.Gone) content).reason();
    }

    private static ImagePosition commit(int partition, GeneratedImage image) throws Exception {
        producer.beginTransaction();
        RecordMetadata written = producer.send(
                        new ProducerRecord<>(TOPIC, partition, RecordKeys.jobKey(image.getIdentity()), image))
                .get();
        producer.commitTransaction();
        return new ImagePosition(written.partition(), written.offset());
    }

    private static Identity identity(long seed) {
        return new Identity(ToyExperiment.ID, "pair", "analogy", 0.5, seed);
    }

    private static byte[] bytes(long seed) {
        return new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) seed};
    }

    private static GeneratedImage inline(Identity identity, byte[] bytes) {
        return image(identity, bytes, null, "image/png", bytes);
    }

    private static GeneratedImage image(
            Identity identity, byte @Nullable [] inline, @Nullable String uri, String mediaType, byte[] content) {
        return image(
                identity,
                new ImageData(
                        inline == null ? null : ByteBuffer.wrap(inline),
                        uri,
                        EncodedImage.sha256(content),
                        mediaType,
                        8,
                        8));
    }

    private static GeneratedImage image(Identity identity, ImageData data) {
        return new GeneratedImage(
                identity,
                "colour",
                "a red car",
                "a blue car",
                null,
                data,
                ToyExperiment.design().getSettings(),
                new GeneratorStamp("toy", "c".repeat(64), "1", 5.0, null),
                false,
                Instant.EPOCH,
                null);
    }

    private static MarginScore score(GeneratedImage image, @Nullable ImagePosition position) {
        MarginScore score = ToyExperiment.score(image.getIdentity(), ToyExperiment.SCORER, "colour", 0.1);
        return ToyExperiment.ofImage(score, image.getImage().getSha256(), position, score.getScoredAt());
    }
}
