package io.steerscope.interactivequeries;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonFormTest {

    @Test
    void aQuestionSurvivesTheWire() {
        // given
        PartitionRead read = new PartitionRead(
                "cells",
                new TreeSet<>(Set.of(0, 2)),
                new TreeMap<>(Map.of(1, 480L)),
                Selection.keys(List.of("demo/é\"/1", "")));

        // then
        assertThat(JsonForm.read("cells", JsonForm.write(read))).isEqualTo(read);
        assertThat(read.partitions()).containsExactly(0, 1, 2);
    }

    @Test
    void whatAnInstanceHoldsSurvivesTheWire() {
        // given
        Holdings holdings = new Holdings(
                "app",
                "running",
                Set.of(new TopicPartition("a", 0), new TopicPartition("b", 3)),
                Map.of(new TopicPartition("a", 1), 17L));

        // then
        assertThat(JsonForm.holdings(JsonForm.write(holdings))).isEqualTo(holdings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"active\":[0],\"standby\":{},\"kind\":\"PREFIXES\",\"texts\":[\"\"]} x",
                "{\"active\":[0],\"standby\":{},\"kind\":\"PREFIXES\"}",
                "{\"active\":[0],\"standby\":{},\"kind\":\"PREFIXES\",\"texts\":null}",
                "{\"active\":[0],\"standby\":{},\"kind\":\"PREFIXES\",\"texts\":[null]}",
                "{\"active\":[null],\"standby\":{},\"kind\":\"PREFIXES\",\"texts\":[\"\"]}",
                "{\"active\":[-1],\"standby\":{},\"kind\":\"PREFIXES\",\"texts\":[\"\"]}",
                "{\"active\":[1],\"standby\":{\"1\":4},\"kind\":\"PREFIXES\",\"texts\":[\"\"]}",
                "{\"active\":[],\"standby\":{},\"kind\":\"PREFIXES\",\"texts\":[\"\"]}",
                "{\"active\":[0],\"standby\":{},\"kind\":\"ALL\",\"texts\":[\"\"]}",
                "{\"active\":[0],\"standby\":{},\"kind\":\"KEYS\",\"texts\":[\"\"],\"more\":1}"
            })
    void aQuestionThatCannotBeUnderstoodIsRefused(String json) {
        assertThatThrownBy(() -> JsonForm.read("cells", json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFieldOfAnyTextIsReadOrEmpty() {
        assertThat(JsonForm.field("{\"error\":\"restoring\"}", "error")).isEqualTo("restoring");
        assertThat(JsonForm.field("{\"error\":7}", "message")).isEmpty();
        assertThat(JsonForm.field("<html>", "error")).isEmpty();
    }
}
