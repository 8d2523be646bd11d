package io.steerscope.results.geometry;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.agreement.SpearmanTest;
import io.steerscope.statistics.geometry.DirectionCell;
import io.steerscope.statistics.geometry.DirectionResult;
import io.steerscope.statistics.geometry.RelationSuccess;

/** What was found, in sentences. */
final class DirectionWords {

    static final String HOW_TO_READ =
            "Directional: cosine between what changed in an image and T - A, from its source prompt to its target. Progress:"
                    + " how far the image went that way; drift: how far it went in other ways. Preserved: cosine of the image"
                    + " with its unsteered one. Progress that rises with alpha while drift stays is clean steering; where"
                    + " drift rises, the images change in other ways too.";
    static final String RELATIONS =
            "Texts and images: concentration of their offsets, the mean cosine between those of different pairs. Pairing: how"
                    + " often such a cosine is above one of mispaired ends; 50\u00A0% says that it does not matter which"
                    + " belongs to which. Exemplars: cosine between T - A and the mean offset of the other pairs, which"
                    + " analogy adds in its place.";

    private static final int NAMED = 6;

    private DirectionWords() {}

    /** How means are tested. */
    static String tests(DirectionResult result, Look look) {
        return look.isFinal()
                ? " Means over complete items, 95\u00A0%% t intervals. p: one-sided t-test that directional is above 0, by Holm over %s; level %s."
                        .formatted(
                                Numbers.count(result.family(), "steered cell"), Numbers.key(DirectionCell.Change.LEVEL))
                : " Means over complete items, 95\u00A0% confidence sequences, which hold at every moment.";
    }

    /** Why there is no direction of change; empty where there is one. */
    static Optional<String> withoutUnsteered(DirectionResult result) {
        return result.baseline().steered()
                ? Optional.of("There are no unsteered images (alpha 0), so nothing is said of how images changed.")
                : Optional.empty();
    }

    static String verdict(DirectionCell.Change change) {
        return change.followsPrompts() ? "follows prompts" : "undecided";
    }

    /** What is said of a method in a sentence or two. */
    static String claim(MethodDirection one) {
        String of = "Judged by %s, %s".formatted(VisibleText.of(one.scorer()), VisibleText.of(one.method()));
        DirectionResult result = one.result();
        if (result == null) {
            return of + ": " + one.remarks();
        }
        Optional<String> without = withoutUnsteered(result);
        if (without.isPresent()) {
            return of + ": " + without.get();
        }
        if (!one.look().isFinal()) {
            return of + ": images are still to come, so no verdict is given; the intervals below hold at every moment.";
        }
        return of + " changes images in the direction of their prompts in " + counts(result);
    }

    /** How many cells follow their prompts. */
    static String claim(DirectionResult result) {
        return "Images change in the direction of their prompts in " + counts(result);
    }

    private static String counts(DirectionResult result) {
        long steered = steered(result);
        long following = following(result);
        return "%s of %s%s"
                .formatted(
                        Numbers.count(following),
                        Numbers.count(steered, "steered cell"),
                        following == steered ? "." : "; in the others that is not shown.");
    }

    private static long steered(DirectionResult result) {
        return result.cells().stream().filter(cell -> cell.change() != null).count();
    }

    private static long following(DirectionResult result) {
        return result.cells().stream()
                .map(DirectionCell::change)
                .filter(change -> change != null && change.followsPrompts())
                .count();
    }

    /** Images that have no figures, and why; empty where all have. */
    static Optional<String> leftOut(DirectionResult result) {
        long unmoved = 0;
        long samePrompts = 0;
        long without = 0;
        for (DirectionCell cell : result.cells()) {
            DirectionCell.Change change = cell.change();
            if (change != null) {
                unmoved += change.unmoved();
                samePrompts += change.samePrompts();
                without += change.withoutUnsteered();
            }
        }
        return unmoved + samePrompts + without == 0
                ? Optional.empty()
                : Optional.of(
                        "Images without figures, whose items are left out: %s without an unsteered image of their pair and seed, %s equal to it, %s of pairs with equal prompts."
                                .formatted(Numbers.count(without), Numbers.count(unmoved), Numbers.count(samePrompts)));
    }

    /** Whether categories of one relation are steered better. */
    static String relation(RelationSuccess relation) {
        return "At alpha %s, over %s: Spearman's correlation of the margin with the concentration of the text offsets %s, with their pairing consistency %s.%s"
                .formatted(
                        Numbers.key(relation.alpha()),
                        Numbers.count(relation.points().size(), "category"),
                        correlation(relation.concentration()),
                        correlation(relation.pairingConsistency()),
                        relation.points().size() < SpearmanTest.FEWEST
                                ? " Below %d categories there is no p-value.".formatted(SpearmanTest.FEWEST)
                                : "");
    }

    /** The categories with images at the strength that stand in no correlation, and why; empty where there are none. */
    static Optional<String> leftOut(DirectionResult result, RelationSuccess relation) {
        Set<String> without = new TreeSet<>();
        result.cells().stream()
                .filter(cell -> cell.alpha() == relation.alpha())
                .forEach(cell -> without.add(cell.category()));
        relation.points().forEach(point -> without.remove(point.category()));
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s left out of the correlations and the plot, because concentration, pairing consistency or margin is absent: %s. Of two pairs the ends that are mispaired may not differ, and then there is no pairing consistency."
                                .formatted(
                                        without.size() == 1
                                                ? "1 category is"
                                                : Numbers.count(without.size(), "category") + " are",
                                        without.stream()
                                                        .limit(NAMED)
                                                        .map(VisibleText::of)
                                                        .collect(Collectors.joining(", "))
                                                + (without.size() > NAMED ? " and others" : "")));
    }

    private static String correlation(SpearmanTest test) {
        return Numbers.correlation(test.correlation()) + p(test.pTwoSided());
    }

    private static String p(@Nullable Double p) {
        return p == null ? "" : " (" + Numbers.p(p) + ")";
    }
}
