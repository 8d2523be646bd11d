package io.steerscope.app.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

import static org.assertj.core.api.Assertions.assertThat;

class AlignmentExportTest {

    @TempDir
    Path folder;

    @Test
    void whatAnImageWithoutASourcePromptHasNotIsNullAndItHasAClip() {
        // when
        ExportedScore row = row();

        // then
        for (String column : List.of(
                "margin",
                "source",
                "sim_source",
                "source_truncated",
                "same_tokens",
                "unknown_source_tokens",
                "source_text_embedding",
                "shift",
                "scheduler",
                "steps",
                "guidance_scale")) {
            assertThat(value(column, row)).as(column).isNull();
        }
        assertThat(value("clip", row)).isEqualTo(25.0);
        assertThat(value("sim_target", row)).isEqualTo(0.25);
        assertThat(value("unknown_target_tokens", row)).isEqualTo(1L);
    }

    @Test
    void metadataHasAClipInThePlaceOfMarginAndShift() throws Exception {
        // given
        Path file = folder.resolve("metadata.csv");

        // when
        try (ImageMetadata metadata = new ImageMetadata(file, new TreeSet<>(List.of("clip-c")), true)) {
            metadata.write(row());
        }

        // then
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "file_name,prompt,category,pair_id,target,method,alpha,seed,clip",
                        "a/1.png,a blue car,colour,p-1,a blue car,images,0.0,7,25.0");
    }

    private static Object value(String column, ExportedScore row) {
        return ScoreColumns.ALL.stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow()
                .value()
                .apply(row);
    }

    private static ExportedScore row() {
        Identity identity = new Identity("mine", "p-1", "images", 0.0, 7L);
        MarginScore score = new MarginScore(
                identity,
                "clip-c",
                "a".repeat(64),
                "float32",
                "colour",
                "",
                "a blue car",
                Double.NaN,
                0.25,
                Double.NaN,
                "alignment",
                false,
                false,
                new PromptTokens(false, 0, 1),
                "b".repeat(64),
                null,
                null,
                null,
                Instant.EPOCH,
                null);
        GeneratedImage image = new GeneratedImage(
                identity,
                "colour",
                "",
                "a blue car",
                "alignment",
                new ImageData(null, null, "b".repeat(64), "image/png", 64, 64),
                new GeneratorSettings("unknown", "unknown", 0, 0.0, null, 0, 0, null),
                new GeneratorStamp("unknown", "", "", 0.0, null),
                false,
                Instant.EPOCH,
                null);
        return new ExportedScore(score, image, "a/1.png", 10, null, null, null, null);
    }
}
