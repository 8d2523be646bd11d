package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.StopWhenDecided;
import io.steerscope.results.document.Numbers;

/** When a design stops, before any image is made. */
final class PlannedStop {

    private PlannedStop() {}

    /** What to say of it, a line each. */
    static List<String> lines(ExperimentDesign design, StopWhenDecided stop) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "no more images of a cell (category, method and alpha) are made once it is decided by %s: level %s over the %s of a method, from %d items on"
                        .formatted(
                                String.join(" and ", stop.scorers()),
                                stop.level(),
                                Numbers.count(
                                        (long) design.pairs().byCategory().size()
                                                * design.alphas().size(),
                                        "cell"),
                                stop.fewestItems()));
        if (design.smallestEffect() == null) {
            lines.add(
                    "without a smallest effect only \"works\" can stop a cell: --smallest-effect lets \"does not\" stop it"
                            + " too");
        }
        Integer planned = stop.plannedPairs();
        if (planned != null) {
            lines.add(beyond(design, planned));
        }
        return lines;
    }

    private static String beyond(ExperimentDesign design, int planned) {
        int most = design.pairs().byCategory().values().stream()
                .mapToInt(List::size)
                .max()
                .orElse(0);
        if (most <= planned) {
            return "there is nothing to go on with: no category has more than the planned "
                    + Numbers.count(planned, "pair");
        }
        return "a category with undecided cells goes on beyond its planned %s, up to %s: %s of the images are planned"
                .formatted(Numbers.count(planned, "pair"), Numbers.count(most), Numbers.count(plannedImages(design)));
    }

    private static long plannedImages(ExperimentDesign design) {
        long pairs = design.plannedPairs().pairs().size();
        return pairs * (design.expectedJobs() / design.pairs().pairs().size());
    }
}
