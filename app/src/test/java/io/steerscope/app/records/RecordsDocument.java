package io.steerscope.app.records;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.config.TopicConfig;

import io.steerscope.schemas.serde.ReleasedSchemas;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** The part of {@code docs/records.md} that follows from the topic catalogue and the schemas, as Markdown. */
final class RecordsDocument {

    private static final int COLUMNS = 120;

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Schema> parts = new LinkedHashMap<>();

    static String of(TopicCatalogue topics) {
        RecordsDocument document = new RecordsDocument();
        document.text.append("## Topics\n\n| topic | key | kept | record | holds |\n|---|---|---|---|---|\n");
        topics.topics().forEach(topic -> document.row(topics, topic));
        topics.topics().forEach(topic -> document.record(topics, topic));
        document.text.append("\n## Parts of records\n");
        for (int i = 0; i < document.parts.size(); i++) {
            Schema part = List.copyOf(document.parts.values()).get(i);
            document.text.append("\n### `").append(part.getName()).append("`\n\n");
            document.described(part);
        }
        return document.text.toString();
    }

    private void row(TopicCatalogue topics, TopicDefinition topic) {
        String kept = topic.isCompacted()
                ? "the last of each key"
                : Duration.ofMillis(Long.parseLong(topic.configs().get(TopicConfig.RETENTION_MS_CONFIG)))
                                .toDays() + " days";
        String name = topic.name().substring(topics.prefix().length());
        String key = topic.key().contains(" ") ? topic.key() : "`" + topic.key() + "`";
        text.append("| [`%s`](#%s) | %s | %s | `%s` | %s |\n"
                .formatted(name, name, key, kept, topic.valueType().getSimpleName(), topic.doc()));
    }

    private void record(TopicCatalogue topics, TopicDefinition topic) {
        List<Schema> versions =
                ReleasedSchemas.onClassPath().versionsOf(topic.valueType().getName());
        Schema schema = new SpecificData().getSchema(topic.valueType());
        String released = versions.stream()
                .map(version -> "v" + ReleasedSchemas.onClassPath().versionOf(version))
                .collect(Collectors.joining(", "));
        text.append("\n## `")
                .append(topic.name().substring(topics.prefix().length()))
                .append("`\n\n");
        paragraph("`" + schema.getName() + "`, released in " + released + ". " + schema.getDoc());
        fields(schema);
    }

    private void described(Schema part) {
        paragraph(part.getDoc());
        if (part.getType() == Schema.Type.ENUM) {
            paragraph("One of "
                    + part.getEnumSymbols().stream()
                            .map(symbol -> "`" + symbol + "`")
                            .collect(Collectors.joining(", ")) + ".");
            text.setLength(text.length() - 1);
        } else {
            fields(part);
        }
    }

    private void fields(Schema schema) {
        text.append("| field | type | meaning |\n|---|---|---|\n");
        for (Schema.Field field : schema.getFields()) {
            text.append("| `%s` | %s | %s |\n".formatted(field.name(), type(field.schema()), field.doc()));
        }
    }

    private String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                                .filter(type -> type.getType() != Schema.Type.NULL)
                                .map(this::type)
                                .collect(Collectors.joining(" or "))
                        + " or null";
            case ARRAY -> "list of " + type(schema.getElementType());
            case RECORD, ENUM -> {
                parts.putIfAbsent(schema.getName(), schema);
                yield "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
            }
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? "time" : "long";
            default -> schema.getType().getName();
        };
    }

    /** Words in lines of at most 120 columns, and an empty line. */
    private void paragraph(String words) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : words.split(" ")) {
            String line = lines.get(lines.size() - 1);
            if (line.length() + word.length() + 1 > COLUMNS) {
                lines.add(word);
            } else {
                lines.set(lines.size() - 1, line.isEmpty() ? word : line + " " + word);
            }
        }
        text.append(String.join("\n", lines)).append("\n\n");
    }
}
