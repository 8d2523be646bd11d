package io.steerscope.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Every record schema that was ever released, found by its CRC-64-AVRO fingerprint.
 *
 * <p>The class path resource {@code schemas/released/index.txt} lists the schema files, oldest release first, as paths
 * relative to itself ({@code v1/GenerationJob.avsc}). Each file holds one whole record schema, with the records that it
 * refers to written out. Files are added at a release and never changed afterwards.
 */
public final class ReleasedSchemas implements SchemaStore {

    private static final String FOLDER = "/schemas/released/";

    private static final ReleasedSchemas LOADED = load();

    private final Map<String, Schema> byPath;
    private final Map<Long, Schema> byFingerprint;
    private final Map<Long, Integer> versions;

    private ReleasedSchemas(Map<String, Schema> byPath) {
        this.byPath = byPath;
        this.byFingerprint = new LinkedHashMap<>();
        this.versions = new HashMap<>();
        byPath.forEach((path, schema) -> {
            long fingerprint = fingerprint(schema);
            byFingerprint.put(fingerprint, schema);
            versions.putIfAbsent(fingerprint, Integer.parseInt(path.substring(1, path.indexOf('/'))));
        });
    }

    /** The schemas on the class path. */
    public static ReleasedSchemas onClassPath() {
        return LOADED;
    }

    /** The released schema with this fingerprint, or null if none was released. */
    @Override
    public @Nullable Schema findByFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** The released versions of the record with this full name, oldest first. */
    public List<Schema> versionsOf(String fullName) {
        return byPath.values().stream()
                .filter(schema -> schema.getFullName().equals(fullName))
                .toList();
    }

    /**
     * The release in which this schema came, the {@code n} of its folder {@code v<n>}.
     *
     * @throws IllegalArgumentException if it was never released
     */
    public int versionOf(Schema schema) {
        Integer version = versions.get(fingerprint(schema));
        if (version == null) {
            throw new IllegalArgumentException(schema.getFullName() + " is not among the released schemas");
        }
        return version;
    }

    /** The CRC-64-AVRO fingerprint of a schema's parsing canonical form. */
    public static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static ReleasedSchemas load() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        read("index.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(path -> {
                    Schema schema = new SchemaParser().parse(read(path)).mainSchema();
                    schemas.put(path, schema);
                });
        return new ReleasedSchemas(schemas);
    }

    private static String read(String path) {
        try (InputStream stream = ReleasedSchemas.class.getResourceAsStream(FOLDER + path)) {
            if (stream == null) {
                throw new IllegalStateException("class path resource " + FOLDER + path + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
