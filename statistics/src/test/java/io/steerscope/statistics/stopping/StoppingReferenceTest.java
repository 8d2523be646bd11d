package io.steerscope.statistics.stopping;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.statistics.verdict.SmallestEffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Decisions that {@code reference/stopping.py} makes by numerical integration of the mixture. */
class StoppingReferenceTest {

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = StoppingReferenceTest.class.getResourceAsStream("/reference/stopping.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itIsDecidedAsByIntegration(JsonNode expected) {
        // given
        StoppingRule rule = new StoppingRule(
                expected.get("level").asDouble(),
                expected.get("family").asInt(),
                effect(expected),
                expected.get("fewest").asInt(),
                expected.get("planned").asLong());
        List<ItemState> items = new ArrayList<>();
        expected.get("items").forEach(item -> items.add(state(item)));

        // when
        Optional<StoppingDecision> decision = rule.decide(items);

        // then
        JsonNode by = expected.get("decision");
        assertThat(decision.isPresent()).isEqualTo(!by.isNull());
        decision.ifPresent(one -> {
            assertThat(one.outcome().words()).isEqualTo(by.get("outcome").asText());
            assertThat(one.place()).isEqualTo(by.get("place").asInt());
            assertThat(one.items()).isEqualTo(by.get("items").asLong());
            assertThat(one.passedOver()).isEqualTo(by.get("passed_over").asLong());
            assertThat(one.mean()).isEqualTo(by.get("mean").asDouble(), within(1e-14));
            assertThat(one.lowerBound()).isEqualTo(by.get("lower_bound").asDouble(), within(1e-6));
            assertThat(one.upperBound()).isEqualTo(by.get("upper_bound").asDouble(), within(1e-6));
            assertThat(one.p()).isEqualTo(by.get("p").asDouble(), within(1e-6));
        });
    }

    private static SmallestEffect effect(JsonNode of) {
        return switch (of.get("unit").asText()) {
            case "margin" -> new SmallestEffect.Margin(of.get("effect").asDouble());
            case "sd" -> new SmallestEffect.StandardDeviations(of.get("effect").asDouble());
            default -> new SmallestEffect.None();
        };
    }

    private static ItemState state(JsonNode item) {
        if (item.isNumber()) {
            return new ItemState.Value(item.asDouble());
        }
        return item.asText().equals("open") ? new ItemState.Open() : new ItemState.PassedOver();
    }
}
