package io.steerscope.statistics.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RankCorrelationTest {

    static Stream<Named<JsonNode>> samples() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                RankCorrelationTest.class.getResourceAsStream("/reference/rank-correlation.json"))) {
            return StreamSupport.stream(
                            new ObjectMapper().readTree(stream).path("cases").spliterator(), false)
                    .map(sample -> Named.of(sample.path("name").textValue(), sample));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void figuresAreThoseOfScipy(JsonNode sample) {
        // given
        double[] x = values(sample.path("x"));
        double[] y = values(sample.path("y"));

        // when
        AgreementSummary summary = AgreementSummary.of(x, y, 0.95);

        // then
        same(summary.spearman(), sample.path("spearman"));
        same(summary.kendall(), sample.path("kendall_tau_b"));
        same(summary.signs().kappa(), sample.path("cohens_kappa"));
    }

    @Test
    void fewerThanTwoPairsHaveNoCorrelation() {
        assertThat(SpearmanCorrelation.of(new double[0], new double[0])).isEmpty();
        assertThat(SpearmanCorrelation.of(new double[] {1}, new double[] {2})).isEmpty();
        assertThat(KendallCorrelation.of(new double[0], new double[0])).isEmpty();
        assertThat(KendallCorrelation.of(new double[] {1}, new double[] {2})).isEmpty();
    }

    @Test
    void whatHasNoRankIsRefused() {
        assertThatThrownBy(() -> SpearmanCorrelation.of(new double[] {1, Double.NaN}, new double[] {1, 2}))
                .hasMessage("Value NaN has no rank");
        assertThatThrownBy(() -> KendallCorrelation.of(new double[] {1}, new double[] {1, 2}))
                .hasMessage("1 values cannot be paired with 2");
    }

    @Test
    void aHundredThousandPairsAreCountedWithoutOverflow() {
        // given
        int n = 100_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = i < n / 2 ? i + n : i;
        }

        // when
        OptionalDouble tau = KendallCorrelation.of(x, y);
        OptionalDouble rho = SpearmanCorrelation.of(x, y);

        // then: both halves ascend and every pair across them is discordant
        assertThat(tau.orElseThrow()).isEqualTo(1.0 - (double) n / (n - 1), within(1e-15));
        assertThat(rho.orElseThrow()).isEqualTo(1.0 - 1.5 * n * n / ((double) n * n - 1.0), within(1e-12));
    }

    private static void same(Double actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual).isNull();
        } else {
            assertThat(actual).isEqualTo(expected.doubleValue(), within(1e-14));
        }
    }

    private static double[] values(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
