package io.steerscope.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.schemas.record.Identity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stages of different releases run side by side and topics outlive releases, so every two versions of a schema must be
 * able to read each other.
 */
class SchemaCompatibilityTest {

    @ParameterizedTest
    @MethodSource("presentSchemas")
    void everyTwoVersionsReadEachOther(Schema present) {
        List<Schema> released = ReleasedSchemas.onClassPath().versionsOf(present.getFullName());

        assertThat(released).isNotEmpty();
        for (Schema version : released) {
            assertThat(problems(present, version))
                    .as("present release reads %s", version.getName())
                    .isEmpty();
            assertThat(problems(version, present))
                    .as("older release reads %s", version.getName())
                    .isEmpty();
        }
    }

    /** On failure: add the file that the message names to the folder of the coming release, and to index.txt. */
    @ParameterizedTest
    @MethodSource("presentSchemas")
    void thePresentSchemaIsAmongTheReleased(Schema present) throws IOException {
        Path wanted = Path.of("target", "unreleased-schemas", present.getName() + ".avsc");
        Files.createDirectories(wanted.getParent());
        Files.writeString(
                wanted,
                SchemaFormatter.format("json/pretty", present)
                        .replaceAll("(?s),\\s*\"avro.java.string\" : \"String\"", ""));

        assertThat(ReleasedSchemas.onClassPath().findByFingerprint(ReleasedSchemas.fingerprint(present)))
                .as("%s has changed: release %s", present.getName(), wanted)
                .isNotNull();
    }

    @Test
    void theIndexListsEveryReleasedFile() throws IOException {
        Path folder = Path.of("src", "main", "resources", "schemas", "released");
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> paths = files.filter(file -> file.toString().endsWith(".avsc"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();

            assertThat(Files.readAllLines(folder.resolve("index.txt"))).containsExactlyInAnyOrderElementsOf(paths);
        }
    }

    @Test
    void aRemovedFieldWithoutDefaultWouldBeNoticed() {
        Schema present = Identity.getClassSchema();
        Schema withoutSeed = without(present, "seed");

        assertThat(problems(present, withoutSeed)).isNotEmpty();
        assertThat(problems(withoutSeed, present)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sourceSchemas")
    void everyRecordAndFieldIsDocumented(Schema schema) {
        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        if (schema.getType() == Schema.Type.RECORD) {
            assertThat(schema.getFields()).allSatisfy(field -> assertThat(field.doc())
                    .as("%s.%s", schema.getName(), field.name())
                    .isNotBlank()
                    .endsWith("."));
        }
    }

    static Stream<Schema> presentSchemas() {
        return RecordSchemas.CLASSES.stream().map(SpecificData.get()::getSchema);
    }

    static List<Schema> sourceSchemas() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "avro"))) {
            SchemaParser parser = new SchemaParser();
            files.sorted().forEach(file -> {
                try {
                    parser.parse(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            List<Schema> schemas = new ArrayList<>(parser.getParsedNamedSchemas());
            assertThat(schemas).hasSizeGreaterThanOrEqualTo(RecordSchemas.CLASSES.size());
            return schemas;
        }
    }

    private static List<Incompatibility> problems(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
    }

    private static Schema without(Schema schema, String field) {
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(candidate -> !candidate.name().equals(field))
                .map(candidate -> new Schema.Field(candidate, candidate.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }
}
