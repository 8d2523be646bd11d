package io.steerscope.app.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class ScoreExportTest {

    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final Instant TIME = Instant.parse("2026-11-21T04:00:00.123Z");

    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;
    private static int installations;

    @TempDir
    private Path folder;

    private TopicCatalogue topics;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(data, 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void applyTopics() {
        topics = new TopicCatalogue("export-" + installations++ + ".", 2, (short) 1);
        try (Admin admin = Admin.create(clients())) {
            new TopicAdministrator(admin).apply(topics);
        }
    }

    @Test
    void aRowSaysAllThatIsKnownOfAScoreAndOfItsImage() throws Exception {
        // given
        send(image("a", 0.5, 7), score("a", 0.5, 7, "clip", 0.25), text("a red car a", 1), text("a blue car a", 2));

        // when
        ScoreExport.Written written = export("out");

        // then
        assertThat(written.scores()).isEqualTo(1);
        assertThat(written.images()).isEqualTo(1);
        assertThat(written.remarks()).isEmpty();
        JsonNode row = new ObjectMapper().readTree(Files.readString(folder.resolve("out/scores.jsonl")));
        assertThat(row.toString())
                .isEqualTo(
                        "{\"image\":\"colour/a_lerp_a0.5_s7.png\",\"prompt\":\"a blue car a\",\"category\":\"colour\","
                                + "\"pair_id\":\"a\",\"source\":\"a red car a\",\"target\":\"a blue car a\",\"method\":\"lerp\","
                                + "\"alpha\":0.5,\"seed\":7,\"scorer\":\"clip\",\"margin\":0.25,\"sim_source\":0.25,"
                                + "\"sim_target\":0.5,\"source_truncated\":false,\"target_truncated\":true,"
                                + "\"same_tokens\":false,\"unknown_source_tokens\":1,\"unknown_target_tokens\":2,"
                                + "\"experiment\":\"exp\",\"scorer_sha256\":\"" + SHA256
                                + "\",\"scorer_dtype\":\"float32\","
                                + "\"image_sha256\":\"" + EncodedImage.sha256(content("a", 7))
                                + "\",\"image_partition\":1,"
                                + "\"image_offset\":42,\"scored_at\":\"2026-11-21T04:00:00.123Z\",\"generator\":\"toy\","
                                + "\"generator_sha256\":\"cc\",\"generator_dtype\":\"bfloat16\",\"generator_version\":\"0.1.0\","
                                + "\"generator_milliseconds\":12.5,\"generator_source_truncated\":false,"
                                + "\"scheduler\":\"euler\",\"steps\":10,\"guidance_scale\":3.0,\"negative_prompt\":null,"
                                + "\"width\":64,\"height\":48,\"media_type\":\"image/png\",\"image_bytes\":8,"
                                + "\"generated_at\":\"2026-11-21T04:00:00.123Z\",\"image_embedding\":[0.6,0.8],"
                                + "\"source_text_embedding\":[1.0,0.0],\"target_text_embedding\":[0.0,1.0],\"shift\":null,\"clip\":null}");
        assertThat(folder.resolve("out/images/colour/a_lerp_a0.5_s7.png")).hasBinaryContent(content("a", 7));
        assertThat(folder.resolve("out/images/metadata.csv"))
                .hasContent(
                        "file_name,prompt,category,pair_id,source,target,method,alpha,seed,margin,shift\n"
                                + "colour/a_lerp_a0.5_s7.png,a blue car a,colour,a,a red car a,a blue car a,lerp,0.5,7,0.25,\n");
    }

    @Test
    void theParquetFileHoldsTheSameRowsWithVectorsAsListsOfFloats() throws Exception {
        // given
        send(image("a", 0.5, 7), score("a", 0.5, 7, "clip", 0.25), text("a red car a", 1), text("a blue car a", 2));
        send(score("b", 1.0, 8, "clip", -0.5));

        // when
        export("out");

        // then
        List<Map<String, Object>> rows = ParquetRows.read(folder.resolve("out/scores.parquet"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .hasSize(ScoreColumns.ALL.size() - 3)
                .doesNotContainKeys("negative_prompt", "shift", "clip")
                .containsEntry("image", "colour/a_lerp_a0.5_s7.png")
                .containsEntry("alpha", 0.5)
                .containsEntry("seed", 7L)
                .containsEntry("target_truncated", true)
                .containsEntry("scored_at", TIME.toEpochMilli())
                .containsEntry("image_embedding", List.of(0.6f, 0.8f))
                .containsEntry("target_text_embedding", List.of(0f, 1f));
        assertThat(rows.get(1))
                .as("nothing is known of its image")
                .containsEntry("margin", -0.5)
                .containsEntry("image_embedding", List.of(0.6f, 0.8f))
                .doesNotContainKeys("image", "generator", "source_text_embedding", "width");
    }

    @Test
    void unsteeredImagesAreRowsAndSteeredOnesSayHowFarTheyAreFromTheirSource() throws Exception {
        // given
        MarginScore source = score("a", 0.0, 7, "clip", -0.375);
        source.getIdentity().put("method", "source");
        MarginScore otherSeed = score("b", 0.0, 8, "clip", -0.25);
        otherSeed.getIdentity().put("method", "source");
        GeneratedImage image = image("a", 0.0, 7);
        image.getIdentity().put("method", "source");
        send(score("a", 0.5, 7, "clip", 0.25), score("a", 0.5, 7, "other", 0.25), score("b", 0.5, 7, "clip", 0.25));
        send(source, otherSeed, image, image("a", 0.5, 7));

        // when
        ScoreExport.Written written = export("out");

        // then
        assertThat(written.scores()).isEqualTo(5);
        assertThat(Files.readAllLines(folder.resolve("out/images/metadata.csv")))
                .extracting(row -> row.replaceAll(",a blue .*(?=,(lerp|source),)", ""))
                .containsExactly(
                        "file_name,prompt,category,pair_id,source,target,method,alpha,seed,"
                                + "margin_clip,margin_other,shift_clip,shift_other",
                        "colour/a_lerp_a0.5_s7.png,lerp,0.5,7,0.25,0.25,0.625,",
                        "colour/a_source_a0.0_s7.png,source,0.0,7,-0.375,,,");
        List<String> shifts = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out/scores.jsonl"))) {
            JsonNode row = new ObjectMapper().readTree(line);
            shifts.add("%s %s %s %s %s"
                    .formatted(
                            row.path("pair_id").textValue(),
                            row.path("method").textValue(),
                            row.path("seed"),
                            row.path("scorer").textValue(),
                            row.path("shift")));
        }
        assertThat(shifts)
                .containsExactly(
                        "a lerp 7 clip 0.625",
                        "a lerp 7 other null",
                        "a source 7 clip null",
                        "b lerp 7 clip null",
                        "b source 8 clip null");
        assertThat(ParquetRows.read(folder.resolve("out/scores.parquet")).get(0))
                .containsEntry("shift", 0.625);
    }

    @Test
    void filesAreTheSameWhateverTheOrderOfTheRecords() throws Exception {
        // given
        List<SpecificRecord> records = new ArrayList<>();
        for (String pair : List.of("a", "b", "c")) {
            for (long seed : new long[] {2, 10, -1}) {
                for (double alpha : new double[] {0.5, 10, 2}) {
                    records.add(image(pair, alpha, seed));
                    records.add(score(pair, alpha, seed, "clip", alpha / 100));
                    records.add(score(pair, alpha, seed, "other", seed / 100.0));
                }
            }
            records.add(text("a red car " + pair, 1));
            records.add(text("a blue car " + pair, 2));
        }
        send(records.toArray(SpecificRecord[]::new));
        export("first");

        // when
        applyTopics();
        Collections.shuffle(records, new Random(5));
        send(records.subList(0, 9).toArray(SpecificRecord[]::new));
        send(records.toArray(SpecificRecord[]::new));
        export("second");

        // then
        assertThat(contents("second")).isEqualTo(contents("first")).hasSize(3 + 27);
        List<String> rows = Files.readAllLines(folder.resolve("first/images/metadata.csv"));
        assertThat(rows.get(0)).endsWith(",seed,margin_clip,margin_other,shift_clip,shift_other");
        assertThat(rows.subList(1, 5))
                .as("pairs as texts, strengths and seeds as numbers")
                .satisfiesExactly(
                        row -> assertThat(row).endsWith("0.5,-1,0.005,-0.01,,"),
                        row -> assertThat(row).endsWith("0.5,2,0.005,0.02,,"),
                        row -> assertThat(row).endsWith("0.5,10,0.005,0.1,,"),
                        row -> assertThat(row).endsWith("2.0,-1,0.02,-0.01,,"));
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        // given
        MarginScore bare = score("a", 0.5, 1, "clip", 0.1);
        bare.put(MarginScore.getClassSchema().getField("embedding").pos(), null);
        MarginScore ofAnotherImage = score("b", 0.5, 1, "clip", 0.1);
        ofAnotherImage.put(MarginScore.getClassSchema().getField("imageSha256").pos(), SHA256);
        GeneratedImage gone = image("c", 0.5, 1);
        gone = new GeneratedImage(
                gone.getIdentity(),
                gone.getCategory(),
                gone.getSource(),
                gone.getTarget(),
                null,
                new ImageData(null, "file:///nowhere/c.png", SHA256, "image/png", 64, 48),
                gone.getSettings(),
                gone.getGenerator(),
                false,
                TIME,
                null);
        send(bare, ofAnotherImage, image("b", 0.5, 1), gone, score("c", 0.5, 1, "clip", 0.1));
        send(topics.scores(), "exp/d/lerp/0.5/1/clip", new byte[] {1, 2, 3});

        // when
        ScoreExport.Written written = export("out");

        // then
        assertThat(written.remarks())
                .satisfiesExactly(
                        left -> assertThat(left)
                                .startsWith("1 records of " + topics.scores().name() + " do not count"),
                        content -> assertThat(content)
                                .startsWith("1 images have no content")
                                .contains("exp/c/lerp"),
                        other -> assertThat(other).startsWith("1 scores are of images that were made anew"),
                        embedding -> assertThat(embedding).startsWith("1 scores carry no embedding"));
        assertThat(Files.readAllLines(folder.resolve("out/images/metadata.csv")))
                .hasSize(1);
    }

    @Test
    void aFolderWithOtherThingsIsNeverReplaced() throws Exception {
        // given
        send(score("a", 0.5, 7, "clip", 0.25));
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.tex"), "x");
        Files.writeString(folder.resolve("file"), "x");

        // then
        assertThatThrownBy(() -> export("other"))
                .isInstanceOf(ActionableException.class)
                .hasMessage(
                        other + " is not empty; choose another --out, or replace the export in it with --overwrite");
        assertThatThrownBy(() -> export("other", true))
                .isInstanceOf(ActionableException.class)
                .hasMessage(other + " holds more than an export, as thesis.tex, and would be removed with it;"
                        + " choose another --out");
        assertThatThrownBy(() -> export("file"))
                .isInstanceOf(ActionableException.class)
                .hasMessage(folder.resolve("file") + " is no folder; choose another --out");
    }

    @Test
    void anExportIsReplacedWholeOrNotAtAll() throws Exception {
        // given
        send(score("a", 0.5, 7, "clip", 0.25));
        export("out");
        Map<String, ByteBuffer> before = contents("out");
        send(score("b", 0.5, 7, "clip", 0.25));

        // when
        assertThatThrownBy(() -> ScoreExport.write(clients(), topics, "exp", folder.resolve("out"), true, counts -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        // then
        assertThat(contents("out")).isEqualTo(before);
        assertThat(names(folder)).containsExactly("out");

        // when
        export("out", true);

        // then
        assertThat(Files.readAllLines(folder.resolve("out/scores.jsonl"))).hasSize(2);
        assertThat(names(folder)).containsExactly("out");
    }

    @Test
    void aSecondExportToTheSameFolderIsRefusedAndDoesTheFirstNoHarm() throws Exception {
        // given
        send(score("a", 0.5, 7, "clip", 0.25));
        List<Throwable> refusals = new ArrayList<>();

        // when
        ScoreExport.write(
                clients(),
                topics,
                "exp",
                folder.resolve("out"),
                false,
                counts -> refusals.add(catchThrowable(() -> export("out", true))));

        // then
        assertThat(refusals).isNotEmpty().allSatisfy(refusal -> assertThat(refusal)
                .isInstanceOf(ActionableException.class)
                .hasMessage(folder.resolve("out")
                        + " is being written by another export; wait until it ends, stop it, or choose another --out"));
        assertThat(contents("out")).containsKeys("scores.jsonl", "scores.parquet", "images/metadata.csv");
        assertThat(names(folder)).containsExactly("out");
    }

    @Test
    void anExperimentWithoutScoresIsNamed() {
        assertThatThrownBy(() -> export("out"))
                .isInstanceOf(ActionableException.class)
                .hasMessageStartingWith("there are no scores of experiment exp in topic ");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void scoresAreReadWithTheirEmbeddingsScorerByScorerInTheOrderOfPairsAlphasAndSeeds() throws Exception {
        // given
        send(score("b", 0.5, 7, "clip", 0.1), score("a", 1.0, 8, "clip", 0.2), score("a", 1.0, 7, "clip", 0.3));
        send(score("a", 0.5, 9, "clip", 0.4), score("a", 0.5, 9, "other", 0.5), text("a red car a", 1));

        // when
        try (ExperimentScores scores = ExperimentScores.read(clients(), topics, "exp", counts -> {})) {
            List<ExperimentScores.Stored> found = scores.of("clip");

            // then
            assertThat(scores.scorers()).containsExactly("clip", "other");
            assertThat(found).extracting(stored -> stored.score().getMargin()).containsExactly(0.4, 0.3, 0.2, 0.1);
            assertThat(found.get(0).embedding()).containsExactly(0.6f, 0.8f);
            assertThat(found.get(0).source()).containsExactly(1.0f, 0.0f);
            assertThat(found.get(0).target()).isNull();
        }
    }

    private ScoreExport.Written export(String name) throws IOException {
        return export(name, false);
    }

    private ScoreExport.Written export(String name, boolean overwrite) throws IOException {
        return ScoreExport.write(clients(), topics, "exp", folder.resolve(name), overwrite, counts -> {});
    }

    private Map<String, ByteBuffer> contents(String name) throws IOException {
        Path root = folder.resolve(name);
        Map<String, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static List<String> names(Path parent) {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void scoresOfAnotherMeasureThanTheDesignsAreLeftOutAndCounted() throws Exception {
        // given
        Experiment design = new Experiment(
                "exp",
                List.of(new CategoryDesign("colour", 2, null)),
                List.of(),
                List.of(0.0),
                List.of("lerp"),
                new GeneratorSettings("unknown", "unknown", 0, 0.0, null, 0, 0, null),
                0L,
                2L,
                null,
                null,
                null,
                "images",
                "alignment",
                null,
                SHA256,
                SHA256);
        send(
                topics.experiments(),
                "exp",
                AvroSerdes.serializer(Experiment.class).serialize("", design));
        send(score("a", 0.0, 7, "clip", 0.25), alignment(score("b", 0.0, 7, "clip", 0.0)), image("b", 0.0, 7));

        // when
        ScoreExport.Written written = export("out");

        // then
        assertThat(written.scores()).isEqualTo(1);
        assertThat(written.remarks()).contains("1 score of another measure (margin) left out");
        assertThat(Files.readAllLines(folder.resolve("out/images/metadata.csv")))
                .hasSize(2)
                .first()
                .asString()
                .endsWith(",seed,clip");
        assertThat(Files.readAllLines(folder.resolve("out/scores.jsonl"))).hasSize(1);
    }

    private static MarginScore alignment(MarginScore score) {
        return new MarginScore(
                score.getIdentity(),
                score.getScorerId(),
                score.getScorerSha256(),
                score.getScorerDtype(),
                score.getCategory(),
                "",
                score.getTarget(),
                Double.NaN,
                score.getSimTarget(),
                Double.NaN,
                "alignment",
                false,
                false,
                null,
                score.getImageSha256(),
                null,
                null,
                null,
                TIME,
                null);
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private void send(SpecificRecord... records) {
        for (SpecificRecord record : records) {
            if (record instanceof MarginScore score) {
                String key = RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
                send(
                        topics.scores(),
                        key,
                        AvroSerdes.serializer(MarginScore.class).serialize("", score));
            } else if (record instanceof GeneratedImage image) {
                String key = RecordKeys.jobKey(image.getIdentity());
                send(
                        topics.images(),
                        key,
                        AvroSerdes.serializer(GeneratedImage.class).serialize("", image));
            } else if (record instanceof TextEmbedding text) {
                String key = RecordKeys.textEmbeddingKey(text.getScorerSha256(), text.getScorerDtype(), text.getText());
                send(
                        topics.textEmbeddings(),
                        key,
                        AvroSerdes.serializer(TextEmbedding.class).serialize("", text));
            }
        }
    }

    private void send(TopicDefinition topic, String key, byte @Nullable [] value) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(clients(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }

    private static byte[] content(String pair, long seed) {
        return (pair + "%07d".formatted(seed)).getBytes(StandardCharsets.UTF_8);
    }

    private static GeneratedImage image(String pair, double alpha, long seed) {
        byte[] bytes = content(pair, seed);
        return new GeneratedImage(
                new Identity("exp", pair, "lerp", alpha, seed),
                "colour",
                "a red car " + pair,
                "a blue car " + pair,
                null,
                new ImageData(ByteBuffer.wrap(bytes), null, EncodedImage.sha256(bytes), "image/png", 64, 48),
                new GeneratorSettings("toy", "euler", 10, 3.0, null, 64, 48, "bfloat16"),
                new GeneratorStamp("toy", "cc", "0.1.0", 12.5, "bfloat16"),
                false,
                TIME,
                null);
    }

    private static MarginScore score(String pair, double alpha, long seed, String scorer, double margin) {
        return new MarginScore(
                new Identity("exp", pair, "lerp", alpha, seed),
                scorer,
                SHA256,
                "float32",
                "colour",
                "a red car " + pair,
                "a blue car " + pair,
                0.25,
                0.25 + margin,
                margin,
                null,
                false,
                true,
                new PromptTokens(false, 1, 2),
                EncodedImage.sha256(content(pair, seed)),
                new ImagePosition(1, 42L),
                null,
                EmbeddingBytes.unit(new float[] {3, 4}),
                TIME,
                null);
    }

    private static TextEmbedding text(String text, int axis) {
        float[] vector = axis == 1 ? new float[] {1, 0} : new float[] {0, 1};
        return new TextEmbedding("clip", SHA256, "float32", text, false, 0, EmbeddingBytes.unit(vector));
    }
}
