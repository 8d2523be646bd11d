package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables as exports of images without a source prompt are: a column of source texts that is empty in every row. */
class TargetTextsTest {

    private static final String LIST = " (LIST) { repeated group list { required float element; } }";
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message row { required binary image; required binary category;"
                    + " required binary pair_id; required binary method; required double alpha; required int64 seed;"
                    + " optional group image_embedding" + LIST + " optional group source_text_embedding" + LIST
                    + " optional group target_text_embedding" + LIST + " }");
    private static final int PAIRS = 6;
    private static final int SEEDS = 3;

    @TempDir
    private Path folder;

    /** @param withSource how many rows have a vector of a source prompt */
    private Path table(int withSource) throws IOException {
        Path file = folder.resolve("scores.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(SCHEMA)
                .build()) {
            for (int row = 0; row < PAIRS * SEEDS; row++) {
                int pair = row / SEEDS;
                Group group = new SimpleGroup(SCHEMA);
                group.add("image", "images/" + row + ".png");
                group.add("category", "colour");
                group.add("pair_id", "p" + pair);
                group.add("method", "images");
                group.add("alpha", 0.0);
                group.add("seed", (long) row % SEEDS);
                vector(group, "image_embedding", 1 + pair, row % SEEDS, row);
                if (row < withSource) {
                    vector(group, "source_text_embedding", 1, 0, 0);
                }
                vector(group, "target_text_embedding", 1, pair, 0);
                writer.write(group);
            }
        }
        return file;
    }

    private static void vector(Group row, String column, float... elements) {
        Group list = row.addGroup(column);
        for (float element : elements) {
            list.addGroup(0).add(0, element);
        }
    }

    private JsonNode json(String... arguments) throws IOException {
        CommandOutcome outcome = CommandOutcome.of(arguments);
        assertThat(outcome.err()).isEmpty();
        return new ObjectMapper().readTree(outcome.out());
    }

    @Test
    void targetTextsAlonePromptDiversityWithoutMargins() throws IOException {
        // given
        String file = table(0).toString();

        // when
        JsonNode usual = json("diversity", "--embeddings", file, "--format", "json");
        JsonNode target = json("diversity", "--embeddings", file, "--condition", "target", "--format", "json");
        JsonNode prompt = json("diversity", "--embeddings", file, "--condition", "prompt", "--format", "json");
        JsonNode both = json("diversity", "--embeddings", file, "--condition", "target,prompt", "--format", "json");

        // then
        assertThat(usual).isEqualTo(target);
        assertThat(usual.at("/items/0/margin").isNull()).isTrue();
        assertThat(prompt.at("/items")).isEqualTo(target.at("/items"));
        assertThat(prompt.findValue("prompt|0.001")).isNotNull().isEqualTo(target.findValue("target|0.001"));
        assertThat(both.toString()).contains("\"target\"", "\"prompt\"");
    }

    @Test
    void targetTextsAloneAreWhatImagesAreChosenBy() throws IOException {
        // when
        JsonNode chosen = json("select", "--embeddings", table(0).toString(), "--format", "json");

        // then
        assertThat(chosen.toString()).contains("clip");
    }

    @Test
    void aMarginOfTargetTextsAloneAsksForSourceTexts() throws IOException {
        // given
        String file = table(0).toString();

        // when
        CommandOutcome select = CommandOutcome.of("select", "--embeddings", file, "--score", "margin");
        CommandOutcome geometry = CommandOutcome.of("geometry", "--embeddings", file);
        CommandOutcome diversity = CommandOutcome.of("diversity", "--embeddings", file, "--condition", "pair");

        // then
        assertThat(List.of(select.err(), geometry.err(), diversity.err())).allSatisfy(line -> assertThat(line)
                .contains("there are no embeddings of source texts: name a file that has them (--texts FILE)")
                .hasLineCount(1));
    }

    @Test
    void sourceTextsOfSomeRowsAreMissedInTheOthers() throws IOException {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("diversity", "--embeddings", table(SEEDS).toString());

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains(": row 4: source_text_embedding is empty: leave the row out, or embed it");
    }
}
