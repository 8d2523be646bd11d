package io.steerscope.benchmarks.simulation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WrongSlicesTest {

    private static final String TESTED = "against all images";
    private static final String UNTESTED = "without the design effect";

    private static List<Rate> rates;

    @BeforeAll
    static void simulate() {
        rates = WrongSlices.run(new Experiments(200, 1));
    }

    @Test
    void everyKindOfScoresHasItsRateOfEveryEvent() {
        // then: seven groupings of two populations, in two sizes, with eight events each
        assertThat(rates).hasSize(7 * 2 * 2 * 8).allSatisfy(rate -> assertThat(rate.count())
                .isBetween(0L, (long) rate.experiments()));
        Set<String> values = rates.stream().map(Rate::values).collect(Collectors.toSet());
        assertThat(values)
                .hasSize(14)
                .contains(
                        "each image alone; normal",
                        "alone, in steps of one sd; " + Population.HEAVY_TAILED.words(),
                        "groups of 1 to 12, correlation .5; normal",
                        "groups of 12 of 3 kinds, correlation .8 within kinds alone; normal");
        assertThat(rates)
                .extracting(rate -> rate.event().method())
                .contains(
                        "the same, by permutation of groups",
                        "against the categories",
                        "against the node above",
                        "two images and a drop of one sd, any");
        assertThat(rates).extracting(Rate::experiments).containsOnly(20, 5);
    }

    @Test
    void scoresThatDependOnEachOtherWithinGroupsNeedTheDesignEffect() {
        // then
        for (String grouping : List.of("groups of 3, correlation .9", "groups of 1 to 12, correlation .5")) {
            assertThat(share(grouping, TESTED)).as(grouping).isLessThanOrEqualTo(0.2);
            assertThat(share(grouping, UNTESTED)).as(grouping).isGreaterThanOrEqualTo(0.6);
        }
        assertThat(share("each image alone", UNTESTED)).isEqualTo(share("each image alone", TESTED));
    }

    private static double share(String grouping, String method) {
        Rate found = rates.stream()
                .filter(rate -> rate.values().equals(grouping + "; normal"))
                .filter(rate -> rate.size().equals("n = 120"))
                .filter(rate -> rate.event().method().equals(method))
                .findFirst()
                .orElseThrow();
        return (double) found.count() / found.experiments();
    }
}
