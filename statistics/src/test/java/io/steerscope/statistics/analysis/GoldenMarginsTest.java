package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.Heterogeneity;
import io.steerscope.statistics.hypothesis.PageTrendTest;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GoldenMarginsTest {

    private static final double RELATIVE = 1e-9;
    private static final Set<String> RESAMPLED = Set.of("bootstrap95_percentile", "bootstrap95_bca");

    @Test
    void everyExpectedFigureIsReproduced() {
        // given
        JsonNode expected = GoldenMargins.json("expected.json");

        // when
        MarginAnalysis analysis = MarginAnalysis.analyse(GoldenMargins.observations(), AnalysisOptions.defaults());
        JsonNode actual = new ObjectMapper().valueToTree(analysis.toMap());

        // then
        List<String> mismatches = new ArrayList<>();
        int compared = compare("", expected, actual, mismatches);
        assertThat(mismatches).isEmpty();
        assertThat(compared).isEqualTo(1061);
    }

    /** What the reference's own 10,000 resamples leave is within the tolerance; ours add little, whatever the seed. */
    @Test
    void agreementOfTheBootstrapIsNotOwedToItsSeed() {
        // given
        AnalysisOptions fine = AnalysisOptions.defaults().withSeed(12);

        // when
        MarginAnalysis analysis = MarginAnalysis.analyse(GoldenMargins.observations(), fine);
        JsonNode actual = new ObjectMapper().valueToTree(analysis.toMap());

        // then
        List<String> mismatches = new ArrayList<>();
        compare("", GoldenMargins.json("expected.json"), actual, mismatches);
        assertThat(mismatches).isEmpty();
    }

    @Test
    void theLiveSummaryOfACompleteRunHasTheBitsOfTheFinalAnalysis() {
        // given
        MarginAnalysis analysis = MarginAnalysis.analyse(GoldenMargins.observations(), AnalysisOptions.defaults());
        ExactMoments moments = ExactMoments.EMPTY;
        for (MarginItem item :
                ObservedItems.of(GoldenMargins.observations(), Set.of()).items()) {
            moments = moments.addUnits(item.margins().meanUnits());
        }

        // when
        RunningSummary running = RunningSummary.of(moments, 1200, 0.95);

        // then
        SampleSummary overall = analysis.overall();
        assertThat(running.n()).isEqualTo(overall.n());
        assertThat(running.successes()).isEqualTo(overall.successes());
        assertThat(running.mean()).isEqualTo(overall.mean());
        assertThat(running.sd()).isEqualTo(overall.sd());
        assertThat(running.tTest()).isEqualTo(overall.tTest());
        assertThat(running.wilson()).isEqualTo(overall.wilson());
        assertThat(running.sequence()).isEqualTo(overall.sequence());
        assertThat(running.burnIn()).isFalse();
    }

    @Test
    void trendAndHeterogeneityAreThoseOfScipy() {
        // when
        MarginAnalysis analysis = MarginAnalysis.analyse(
                GoldenMargins.observations(), AnalysisOptions.defaults().withBootstrapResamples(100));

        // then
        PageTrendTest trend = Objects.requireNonNull(analysis.alphaTrend());
        assertThat(trend.l()).isEqualTo(5525.0);
        assertThat(trend.pGreater()).isEqualTo(3.303204012978305e-145, within(1e-155));
        Heterogeneity heterogeneity = Objects.requireNonNull(analysis.heterogeneityByCategory());
        assertThat(heterogeneity.q()).isEqualTo(1014.3000992264309, within(1e-9));
        assertThat(heterogeneity.p()).isEqualTo(9.793520438785352e-215, within(1e-224));
        assertThat(heterogeneity.iSquared()).isEqualTo(0.9930986894260007, within(1e-12));
    }

    /** The published figures are rounded; the sample here has their mean and standard deviation. */
    @Test
    void thePublishedRunIsReproducedFromItsMeanAndStandardDeviation() {
        // given
        JsonNode published = GoldenMargins.json("published.json");
        double mean = published.get("mean").asDouble();
        long n = published.get("n_items").asLong();
        double deviation = published.get("sd").asDouble() * Math.sqrt((n - 1.0) / n);
        ExactMoments moments = ExactMoments.EMPTY;
        for (int i = 0; i < n / 2; i++) {
            moments = moments.add(mean - deviation).add(mean + deviation);
        }

        // when
        TTest test = TTest.of(moments, 0.95).orElseThrow();
        Interval wilson = WilsonInterval.of(published.get("successes").asLong(), n, 0.95);

        // then
        assertThat(test.t()).isEqualTo(published.get("t").asDouble(), within(0.0005));
        assertThat(test.pGreater()).isEqualTo(published.get("p_greater").asDouble(), within(0.0005));
        assertThat(test.interval().low()).isEqualTo(published.get("ci95").get(0).asDouble(), within(2e-5));
        assertThat(test.interval().high())
                .isEqualTo(published.get("ci95").get(1).asDouble(), within(2e-5));
        assertThat(wilson.low()).isEqualTo(published.get("wilson95").get(0).asDouble(), within(1e-15));
        assertThat(wilson.high()).isEqualTo(published.get("wilson95").get(1).asDouble(), within(1e-15));
    }

    private static int compare(String path, JsonNode expected, JsonNode actual, List<String> mismatches) {
        if (actual == null) {
            mismatches.add(path + " is missing");
            return 0;
        }
        int compared = 0;
        for (String name : names(expected)) {
            JsonNode field = expected.get(name);
            String at = path + "/" + name;
            if (field.isObject()) {
                compared += compare(at, field, actual.get(name), mismatches);
            } else if (field.isTextual()) {
                assertThat(actual.get(name)).as(at).isEqualTo(field);
            } else {
                double tolerance = RESAMPLED.contains(name)
                        ? expected.get("bootstrap_tolerance").asDouble()
                        : 0.0;
                compared += compareNumbers(at, field, actual.get(name), tolerance, mismatches);
            }
        }
        return compared;
    }

    private static int compareNumbers(
            String path, JsonNode expected, JsonNode actual, double tolerance, List<String> mismatches) {
        if (expected.isArray()) {
            int compared = 0;
            for (int i = 0; i < expected.size(); i++) {
                JsonNode bound = actual == null ? null : actual.get(i);
                compared += compareNumbers(path + "[" + i + "]", expected.get(i), bound, tolerance, mismatches);
            }
            return compared;
        }
        double value = expected.asDouble();
        double allowed = Math.max(tolerance, RELATIVE * Math.abs(value));
        if (actual == null || !actual.isNumber() || !(Math.abs(actual.asDouble() - value) <= allowed)) {
            mismatches.add(path + " is " + actual + ", expected " + expected + " +- " + allowed);
        }
        return 1;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
