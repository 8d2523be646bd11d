package io.steerscope.app.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

class RecordsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "records.md");
    private static final Path SHOULD_BE = Path.of("target", "records.md");
    private static final String BEGIN = "## Topics\n";

    @Test
    void theDocumentSaysOfTopicsAndFieldsWhatCatalogueAndSchemasSay() throws IOException {
        // given
        String document = Files.readString(DOCUMENT);
        String facts = RecordsDocument.of(TopicCatalogue.defaults());

        // when
        Files.createDirectories(SHOULD_BE.getParent());
        Files.writeString(SHOULD_BE, document.substring(0, document.indexOf(BEGIN)) + facts);

        // then
        assertThat(document.substring(document.indexOf(BEGIN)))
                .as("docs/records.md from \"## Topics\" on; app/target/records.md is as it should be, copy it there")
                .isEqualTo(facts);
    }
}
