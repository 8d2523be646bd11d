package io.steerscope.app.export;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.parquet.Column;

/** Scores as JSON Lines: one object a line, unknown values null, times in ISO 8601, vectors as lists of numbers. */
final class JsonLinesTable implements Closeable {

    private final JsonGenerator json;

    JsonLinesTable(Path file) throws IOException {
        json = new JsonFactory().createGenerator(new BufferedOutputStream(Files.newOutputStream(file)));
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** Adds a row. */
    void write(ExportedScore row) throws IOException {
        json.writeStartObject();
        for (Column<ExportedScore> column : ScoreColumns.ALL) {
            json.writeFieldName(column.name());
            write(column.value().apply(row));
        }
        json.writeEndObject();
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof float[] vector) {
            json.writeStartArray();
            for (float element : vector) {
                json.writeNumber(element);
            }
            json.writeEndArray();
        } else if (value instanceof Instant time) {
            json.writeString(time.toString());
        } else {
            json.writePOJO(value);
        }
    }

    @Override
    public void close() throws IOException {
        json.writeRaw('\n');
        json.close();
    }
}
