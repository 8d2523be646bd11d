package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.ingest.CheckListener;
import io.steerscope.app.ingest.CheckedSource;
import io.steerscope.app.ingest.SourceOptions;
import io.steerscope.app.ingest.TestImages;
import io.steerscope.producer.ingest.ImageIngester;
import io.steerscope.producer.ingest.IngestListener;
import io.steerscope.producer.ingest.IngestOutcome;
import io.steerscope.producer.ingest.IngestSettings;
import io.steerscope.producer.publish.ProductionException;
import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ingestion on a broker: once, whatever happens in between. */
class IngestCommandTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();

    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(data.resolve("broker"), 0);
        try (Admin admin = Admin.create(clients())) {
            new TopicAdministrator(admin).apply(TOPICS);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void imagesAreWrittenAsThoseOfAGeneratorAre() throws Exception {
        // given
        imageFolder(0, 4);

        // when
        CommandOutcome outcome = ingest("as-generated", "--generator", "my-model");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEqualTo("experiment as-generated: 4 images written\n");
        Experiment experiment = experiment("as-generated");
        assertThat(experiment.getKind()).isEqualTo("images");
        assertThat(experiment.getMeasure()).isEqualTo("alignment");
        assertThat(experiment.getSeeds()).isEmpty();
        assertThat(experiment.getAlphas()).containsExactly(1.0);
        assertThat(experiment.getMethods()).containsExactly("images");
        assertThat(experiment.getExpectedJobs()).isEqualTo(4);
        assertThat(experiment.getCategories().get(0).getPairs()).isEqualTo(2);
        assertThat(experiment.getSettings().getBundleId()).isEqualTo("my-model");
        Map<String, GeneratedImage> images = images("as-generated");
        Map<String, ImageSummary> summaries = summaries("as-generated");
        assertThat(images).hasSize(4).containsOnlyKeys(summaries.keySet());
        images.forEach((key, image) -> {
            ImageSummary summary = summaries.get(key);
            byte[] file = bytes(folder.resolve(summary.getFile()));
            assertThat(EncodedImage.sha256(file)).isEqualTo(summary.getSha256());
            assertThat(image.getImage().getBytes().array()).isEqualTo(file);
            assertThat(image.getSource()).isEmpty();
            assertThat(image.getGenerator().getBundleId()).isEqualTo("my-model");
            assertThat(summary.getSizeBytes()).isEqualTo(file.length);
            assertThat(summary.getWidth()).isEqualTo(8);
            assertThat(summary.getMediaType()).isEqualTo("image/png");
        });
    }

    @Test
    void theSameCommandAgainWritesNothingAndAddedFilesAlone() throws Exception {
        // given
        imageFolder(0, 4);
        ingest("again");

        // when
        CommandOutcome same = ingest("again");
        imageFolder(2, 4);
        CommandOutcome more = ingest("again");

        // then
        assertThat(same.out()).isEqualTo("experiment again: 0 images written, 4 were there already\n");
        assertThat(more.out())
                .isEqualTo("experiment again: 2 images written, 2 were there already; 2 more are in the experiment and"
                        + " not in the source, and stay\n");
        assertThat(images("again")).hasSize(6);
        assertThat(count(TOPICS.images(), "again")).isEqualTo(6);
        assertThat(experiment("again").getExpectedJobs()).isEqualTo(6);
        assertThat(experiment("again").getCategories().get(0).getPairs()).isEqualTo(3);
    }

    @Test
    void whatWasInterruptedGoesOnAndNothingIsWrittenTwice() throws Exception {
        // given
        imageFolder(0, 9);
        IngestListener killing = (there, total) -> {
            if (there >= 5) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> ingestInProcess("interrupted", 1, killing)).hasMessage("killed");
        assertThat(experiment("interrupted").getExpectedJobs()).isEqualTo(9);

        // when
        IngestOutcome outcome = ingestInProcess("interrupted", 2, IngestListener.SILENT);

        // then
        assertThat(outcome.present()).isEqualTo(5);
        assertThat(outcome.written()).isEqualTo(4);
        assertThat(count(TOPICS.images(), "interrupted")).isEqualTo(9);
        assertThat(count(TOPICS.imageSummaries(), "interrupted")).isEqualTo(9);
    }

    @Test
    void ofTwoAtOnceTheLaterPrevailsAndTheOtherEndsWithALine() throws Exception {
        // given
        imageFolder(0, 6);
        List<IngestOutcome> second = new ArrayList<>();
        IngestListener meanwhile = (there, total) -> {
            if (there == 2 && second.isEmpty()) {
                second.add(ingestInProcess("fenced", 1, IngestListener.SILENT));
            }
        };

        // when / then
        assertThatThrownBy(() -> ingestInProcess("fenced", 1, meanwhile))
                .isInstanceOf(ProductionException.class)
                .hasMessage("experiment fenced is being written by another process, which goes on:"
                        + " wait for its end, then run this again");
        assertThat(second.get(0).written()).isEqualTo(4);
        assertThat(count(TOPICS.images(), "fenced")).isEqualTo(6);
    }

    @Test
    void otherBytesUnderOneKeyAreRefusedUnlessTheyAreToReplace() throws Exception {
        // given
        TestImages.write(folder.resolve("a.png"), TestImages.png(1));
        TestImages.write(folder.resolve("metadata.csv"), "file_name,target,seed\na.png,a red car,7\n");
        ingest("replaced");
        TestImages.write(folder.resolve("a.png"), TestImages.png(2));

        // when
        CommandOutcome refused = ingest("replaced");
        CommandOutcome replaced = ingest("replaced", "--replace");

        // then
        assertThat(refused.status()).isEqualTo(1);
        assertThat(line(refused))
                .matches(
                        "steerscope ingest: a.png: the image of pair [0-9a-f]{20}, method images, alpha 1.0, seed 7 is"
                                + " in experiment replaced with other bytes \\(SHA-256 [0-9a-f]{12} there, [0-9a-f]{12} here\\):"
                                + " give it another seed, or choose another experiment \\(ingest replaces it with --replace\\)");
        assertThat(replaced.out()).isEqualTo("experiment replaced: 0 images written, 1 replaced\n");
        assertThat(summaries("replaced").values().iterator().next().getSha256())
                .isEqualTo(EncodedImage.sha256(TestImages.png(2)));
    }

    @Test
    void whatDoesNotGoTogetherWithTheExperimentIsRefused() throws Exception {
        // given
        TestImages.write(folder.resolve("a.png"), TestImages.png(1));
        TestImages.write(folder.resolve("b.png"), TestImages.png(2));
        TestImages.write(
                folder.resolve("metadata.csv"), "file_name,pair_id,target\na.png,p,a red car\nb.png,q,a car\n");
        ingest("together");

        // when / then
        TestImages.write(
                folder.resolve("metadata.csv"), "file_name,pair_id,target\na.png,p,a blue car\nb.png,q,a car\n");
        assertThat(line(ingest("together")))
                .isEqualTo(
                        "steerscope ingest: pair p has the target \"a red car\" in experiment together, here \"a blue"
                                + " car\": give it another pair_id, or choose another --experiment");
        TestImages.write(
                folder.resolve("metadata.csv"),
                "file_name,pair_id,source,target\na.png,p,a car,a red car\nb.png,q,a cat,a car\n");
        assertThat(line(ingest("together")))
                .isEqualTo("steerscope ingest: experiment together has no source prompts, and these images have them:"
                        + " leave the column source out, or choose another --experiment");
        TestImages.write(
                folder.resolve("metadata.csv"),
                "file_name,pair_id,target,category\na.png,p,a red car,red\nb.png,q,a car,all\n");
        assertThat(line(ingest("together")))
                .isEqualTo("steerscope ingest: pair p is of category \"all\" in experiment together, here of \"red\":"
                        + " write both alike, or choose another --experiment");
        assertThat(count(TOPICS.images(), "together")).isEqualTo(2);
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        // given
        imageFolder(0, 4);

        // when
        CommandOutcome outcome = CommandOutcome.of("ingest", folder.toString(), "--dry-run");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEqualTo("4 images of 2 prompts, nothing written\n");
    }

    @Test
    void withoutAClusterTheWayOnOneMachineIsNamed() {
        CommandOutcome outcome = CommandOutcome.of("ingest", "pictures");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("steerscope ingest: name a cluster with --bootstrap-server; on one machine without one, use"
                        + " steerscope run --images pictures (see steerscope ingest --help)\n");
    }

    /** Images of numbers {@code from} to {@code to}, of which two each have one prompt, in place of others. */
    private void imageFolder(int from, int count) throws IOException {
        StringBuilder metadata = new StringBuilder("file_name,prompt\n");
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        for (int i = from; i < from + count; i++) {
            TestImages.write(folder.resolve(i + ".png"), TestImages.png(i));
            metadata.append("%d.png,prompt number %d\n".formatted(i, i / 2));
        }
        TestImages.write(folder.resolve("metadata.csv"), metadata.toString());
    }

    private CommandOutcome ingest(String experiment, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "ingest",
                folder.toString(),
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--experiment",
                experiment));
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private IngestOutcome ingestInProcess(String experiment, int batch, IngestListener listener) {
        try {
            CheckedSource source = CheckedSource.read(SourceOptions.of(folder.toString()), CheckListener.SILENT);
            return ImageIngester.ingest(
                    clients(),
                    TOPICS,
                    source.set(experiment, null),
                    source,
                    IngestSettings.DEFAULT.withBatches(batch, 1 << 20),
                    listener);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last line of standard error: those before show progress. */
    private static String line(CommandOutcome outcome) {
        List<String> lines = outcome.err().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Experiment experiment(String id) {
        List<ConsumerRecord<String, byte[]>> records = records(TOPICS.experiments(), id);
        return AvroSerdes.deserializer(Experiment.class)
                .deserialize("t", records.get(records.size() - 1).value());
    }

    private static Map<String, GeneratedImage> images(String id) {
        return records(TOPICS.images(), id + "/").stream()
                .collect(Collectors.toMap(ConsumerRecord::key, record -> AvroSerdes.deserializer(GeneratedImage.class)
                        .deserialize("t", record.value())));
    }

    private static Map<String, ImageSummary> summaries(String id) {
        Map<String, ImageSummary> last = new HashMap<>();
        records(TOPICS.imageSummaries(), id + "/")
                .forEach(record -> last.put(
                        record.key(),
                        AvroSerdes.deserializer(ImageSummary.class).deserialize("t", record.value())));
        return last;
    }

    private static long count(TopicDefinition topic, String id) {
        return records(topic, id + "/").size();
    }

    private static List<ConsumerRecord<String, byte[]>> records(TopicDefinition topic, String prefix) {
        Map<String, Object> properties = clients();
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().startsWith(prefix)) {
                        records.add(record);
                    }
                });
            }
        }
        return records;
    }

    private static Map<String, Object> clients() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
