package io.steerscope.interactivequeries;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.common.TopicPartition;

/**
 * Questions between instances, and what they hold, as JSON:
 *
 * <pre>
 * {"active": [0, 2], "standby": {"1": 480}, "kind": "PREFIXES", "texts": ["demo/"]}
 * {"application_id": "steerscope-aggregator", "state": "running",
 *  "active": {"steerscope.dead-letters": [0]}, "standby": {"steerscope.dead-letters": {"1": 17}}}
 * </pre>
 */
final class JsonForm {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    private record Read(
            SortedSet<Integer> active, SortedMap<Integer, Long> standby, Selection.Kind kind, List<String> texts) {}

    private record Held(
            String applicationId,
            String state,
            SortedMap<String, SortedSet<Integer>> active,
            SortedMap<String, SortedMap<Integer, Long>> standby) {}

    private JsonForm() {}

    static String write(PartitionRead read) {
        return text(new Read(
                read.active(),
                read.standby(),
                read.selection().kind(),
                read.selection().texts()));
    }

    /** @throws IllegalArgumentException if it is no question; the message is one line */
    static PartitionRead read(String store, String json) {
        Read read = parse(json, new TypeReference<>() {});
        return new PartitionRead(store, read.active(), read.standby(), new Selection(read.kind(), read.texts()));
    }

    static String write(Holdings holdings) {
        SortedMap<String, SortedSet<Integer>> active = new TreeMap<>();
        holdings.active().forEach(one -> active.computeIfAbsent(one.topic(), topic -> new TreeSet<>())
                .add(one.partition()));
        SortedMap<String, SortedMap<Integer, Long>> standby = new TreeMap<>();
        holdings.standby().forEach((one, floor) -> standby.computeIfAbsent(one.topic(), topic -> new TreeMap<>())
                .put(one.partition(), floor));
        return text(new Held(holdings.applicationId(), holdings.state(), active, standby));
    }

    /** @throws IllegalArgumentException if it says nothing of that kind; the message is one line */
    static Holdings holdings(String json) {
        Held held = parse(json, new TypeReference<>() {});
        Set<TopicPartition> active = new HashSet<>();
        held.active()
                .forEach((topic, partitions) ->
                        partitions.forEach(partition -> active.add(new TopicPartition(topic, partition))));
        Map<TopicPartition, Long> standby = new HashMap<>();
        held.standby()
                .forEach((topic, floors) ->
                        floors.forEach((partition, floor) -> standby.put(new TopicPartition(topic, partition), floor)));
        return new Holdings(held.applicationId(), held.state(), active, standby);
    }

    /** Value of one text field of an object; empty where there is none. */
    static String field(String json, String name) {
        try {
            return MAPPER.readTree(json).path(name).asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String text(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a question to another aggregator cannot be written", e);
        }
    }

    private static <T> T parse(String json, TypeReference<T> type) {
        try {
            T parsed = MAPPER.readValue(json, type);
            if (parsed == null) {
                throw new IllegalArgumentException("it is null");
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
