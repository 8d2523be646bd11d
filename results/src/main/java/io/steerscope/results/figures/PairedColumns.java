package io.steerscope.results.figures;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.hypothesis.MultipleTesting;

/** What stands above the table of figures clustered by pair beside those over items. */
public final class PairedColumns {

    private PairedColumns() {}

    /** Method, level and family of both columns, and which of them is primary; of several alphas. */
    public static String caption(FinalAnalysis results) {
        return ("Mean margin over all alphas with %s t interval and p of the two-sided t-test; Holm adjusts p over the family"
                        + " of %s. %s")
                .formatted(
                        Numbers.share(results.items().options().level()),
                        categories(holmOfPairs(results).size()),
                        "Primary is clustered by pair: the alphas of a pair are not independent, and figures over items, as"
                                + " the published experiment gives them, take them for so.");
    }

    /** Holm-adjusted two-sided p-values clustered by pair, by category. */
    public static Map<String, Double> holmOfPairs(FinalAnalysis results) {
        return holm(
                results.pairs().byCategory(),
                summary -> summary.tTest() == null ? null : summary.tTest().pTwoSided());
    }

    /** Holm-adjusted two-sided p-values over items, by category. */
    public static Map<String, Double> holmOfItems(FinalAnalysis results) {
        return holm(results.items().byCategory(), Numbers::pTwoSided);
    }

    private static <S> Map<String, Double> holm(SortedMap<String, S> categories, Function<S, @Nullable Double> p) {
        Map<String, Double> family = new TreeMap<>();
        categories.forEach((category, summary) -> {
            Double of = p.apply(summary);
            if (of != null) {
                family.put(category, of);
            }
        });
        return MultipleTesting.holm(family);
    }

    private static String categories(int count) {
        return count == 1 ? "1 category" : count + " categories";
    }
}
