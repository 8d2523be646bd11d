package io.steerscope.results.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.AlignmentContrast;
import io.steerscope.results.analysis.ShownContrast;
import io.steerscope.results.design.DesignWords;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.ImageStrip;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.schemas.record.Identity;

/** A comparison of two experiments for people. */
public final class RunComparisonSections {

    private static final int MOST_NAMED = 5;

    private final RunComparison comparison;
    private final String a;
    private final String b;

    private RunComparisonSections(RunComparison comparison) {
        this.comparison = comparison;
        this.a = comparison.a().name();
        this.b = comparison.b().name();
    }

    /**
     * What differs in the design, the contrasts, and the images that changed most. Images are named by identities whose
     * experiment is the {@linkplain RunSide#name() name} of the side, as both may have one id.
     */
    public static List<Section> of(RunComparison comparison) {
        RunComparisonSections sections = new RunComparisonSections(comparison);
        return List.of(sections.design(), sections.contrasts(), sections.images());
    }

    /** What the comparison claims, a sentence for each scorer and method. */
    public static List<String> claims(RunComparison comparison) {
        RunComparisonSections sections = new RunComparisonSections(comparison);
        return comparison.measure() == Measure.ALIGNMENT
                ? List.of()
                : sections.shown().stream().map(ShownContrast::claim).toList();
    }

    private List<ShownContrast> shown() {
        return comparison.contrasts().stream()
                .filter(one -> one.contrast().isDetermined())
                .map(one -> one.shown(a, b))
                .toList();
    }

    private Section design() {
        List<Block> blocks = new ArrayList<>();
        if (comparison.differences().isEmpty()) {
            blocks.add(Paragraph.text("Designs, generators and scorers are the same."));
        } else {
            blocks.add(new Table(
                    "Design",
                    "",
                    List.of(Column.text("Differs"), Column.text(a), Column.text(b)),
                    comparison.differences().stream()
                            .map(one -> List.of(
                                    Cell.text(one.name()),
                                    Cell.text(DesignDifference.words(one.a())),
                                    Cell.text(DesignDifference.words(one.b()))))
                            .toList()));
        }
        blocks.add(Paragraph.text(pairs()));
        stopped().ifPresent(sentence -> blocks.add(Paragraph.warning(sentence)));
        PairOverlap pairs = comparison.pairs();
        if (!pairs.otherwise().isEmpty()) {
            blocks.add(Paragraph.warning("%s other prompts or another category in %s under one id, and %s left out: %s."
                    .formatted(
                            Numbers.count(pairs.otherwise().size(), "pair")
                                    + (pairs.otherwise().size() == 1 ? " has" : " have"),
                            b,
                            pairs.otherwise().size() == 1 ? "is" : "are",
                            named(pairs.otherwise().keySet()))));
        }
        if (comparison.hasOwnImages()) {
            blocks.add(
                    Paragraph.text("Items are means over the images that each side has, whichever their seeds are."));
        } else if (!comparison.hasSameSeeds()) {
            blocks.add(Paragraph.text("The seeds differ: items are means over the %s of both (%s)."
                    .formatted(
                            Numbers.count(comparison.seeds().size(), "seed"), DesignWords.list(comparison.seeds()))));
        }
        return new Section("design", "What differs", blocks);
    }

    /** What it means that cells were stopped in one or both. */
    private Optional<String> stopped() {
        boolean inA = comparison.a().stopsCells();
        boolean inB = comparison.b().stopsCells();
        return inA || inB
                ? Optional.of(
                        ("Cells of %s were stopped when they were decided, which biases their means in the direction of the"
                                        + " decision. Compared are the pairs that both have, cell by cell, by confidence sequences; there is"
                                        + " no figure over several cells, as those that were decided late would weigh more.")
                                .formatted(inA && inB ? "both" : inA ? a : b))
                : Optional.empty();
    }

    private String pairs() {
        return (comparison.pairs().isOneSet() ? samePairs() : commonPairs())
                + "; compared at alpha %s.".formatted(DesignWords.list(comparison.alphas()));
    }

    private String samePairs() {
        PairOverlap pairs = comparison.pairs();
        long planned = comparison.a().plannedPairs();
        String same = "Both have the same " + Numbers.count(planned, "pair");
        int common = pairs.common().size();
        return common >= planned
                ? same
                : "%s, %s scored in both%s (%s in %s, %s in %s)"
                        .formatted(
                                same,
                                Numbers.count(common),
                                comparison.isFinished() ? "" : " so far",
                                Numbers.count(common + pairs.onlyA().size()),
                                a,
                                Numbers.count(common + pairs.onlyB().size()),
                                b);
    }

    private String commonPairs() {
        PairOverlap pairs = comparison.pairs();
        return "%s common to both%s%s%s"
                .formatted(
                        Numbers.count(pairs.common().size(), "pair")
                                + (pairs.common().size() == 1 ? " is" : " are"),
                        comparison.isFinished() ? "" : " so far",
                        only(pairs.onlyA(), a, comparison.b()),
                        only(pairs.onlyB(), b, comparison.a()));
    }

    /** Pairs of one side: what the other has not scored yet, it may still have. */
    private static String only(List<String> ids, String name, RunSide other) {
        return ids.isEmpty()
                ? ""
                : ", %s %s %s alone%s (%s)"
                        .formatted(
                                Numbers.count(ids.size()),
                                other.isFinished() ? "in" : "scored in",
                                name,
                                other.isFinished() ? "" : " so far",
                                named(ids));
    }

    private static String named(Collection<String> ids) {
        String first = String.join(", ", ids.stream().limit(MOST_NAMED).toList());
        return ids.size() > MOST_NAMED ? first + " and " + Numbers.count(ids.size() - MOST_NAMED) + " more" : first;
    }

    /** Differences of clips, which have no claim; between bundles of one name they are no figures of one scale. */
    private Section alignments() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.note(AlignmentContrast.HOW_TO_READ));
        for (RunContrast one : comparison.contrasts()) {
            String heading = one.shown(a, b).heading();
            blocks.add(
                    one.contrast().isSameScale()
                            ? AlignmentContrast.table(heading, one.contrast().margins())
                            : Paragraph.warning(
                                    heading + ": no contrast, as the scorer's bundle is not the same in both."));
        }
        return new Section("contrasts", b + " minus " + a, blocks);
    }

    private Section contrasts() {
        if (comparison.measure() == Measure.ALIGNMENT) {
            return alignments();
        }
        List<Block> blocks = new ArrayList<>();
        Map<String, Map<String, ShownContrast>> byScorer = new LinkedHashMap<>();
        for (RunContrast one : comparison.contrasts()) {
            if (one.contrast().isDetermined()) {
                byScorer.computeIfAbsent(one.scorer(), scorer -> new LinkedHashMap<>())
                        .put(one.method(), one.shown(a, b));
            } else {
                blocks.add(
                        Paragraph.warning("Judged by %s, %s: no contrast, as its bundle is not the same in both and %s."
                                .formatted(
                                        one.scorer(),
                                        one.method(),
                                        one.contrast().undetermined())));
            }
        }
        byScorer.forEach((scorer, ofScorer) -> ShownContrast.chart(
                        "of %s less that of %s".formatted(b, a), "judged by " + scorer, ofScorer)
                .ifPresent(blocks::add));
        for (ShownContrast one : shown()) {
            blocks.add(new Subheading(one.heading()));
            blocks.add(Paragraph.note(one.rest()));
            blocks.add(one.table());
        }
        return new Section("contrasts", b + " minus " + a, blocks);
    }

    private Section images() {
        List<Block> blocks = new ArrayList<>();
        Map<String, List<ChangedImage>> byScorer = new LinkedHashMap<>();
        comparison.images().forEach(image -> byScorer.computeIfAbsent(image.scorer(), scorer -> new ArrayList<>())
                .add(image));
        byScorer.forEach((scorer, images) -> {
            blocks.add(table(scorer, images));
            images.forEach(image -> blocks.add(strip(image)));
        });
        return new Section("images", "Images that changed most", blocks);
    }

    private Table table(String scorer, List<ChangedImage> images) {
        boolean isAlignment = comparison.measure() == Measure.ALIGNMENT;
        FigureUnit value = isAlignment ? FigureUnit.CLIP : FigureUnit.MARGIN;
        FigureUnit unit = isAlignment ? FigureUnit.CLIP_DIFFERENCE : unit(scorer);
        return new Table(
                "Judged by " + scorer,
                "The largest changes of a single image's %s, judged by %s."
                        .formatted(isAlignment ? "clip" : "margin", scorer),
                List.of(
                        Column.text("Pair"),
                        Column.text("Method"),
                        Column.number("Alpha"),
                        Column.number("Seed"),
                        Column.number(a),
                        Column.number(b),
                        Column.number("Difference")),
                images.stream()
                        .map(image -> List.of(
                                Cell.text(image.pairId()),
                                Cell.text(methods(image)),
                                Cell.text(String.valueOf(image.alpha())),
                                Cell.text(String.valueOf(image.seed())),
                                Cell.figure(image.marginA(), value),
                                Cell.figure(image.marginB(), value),
                                Cell.figure(image.difference(), unit)))
                        .toList());
    }

    private FigureUnit unit(String scorer) {
        return comparison.contrasts().stream()
                .filter(one -> one.scorer().equals(scorer) && one.contrast().isDetermined())
                .findFirst()
                .map(one -> one.shown(a, b).unit())
                .orElse(FigureUnit.MARGIN);
    }

    private static String methods(ChangedImage image) {
        return image.method().equals(image.against()) ? image.method() : image.method() + " / " + image.against();
    }

    private ImageStrip strip(ChangedImage image) {
        String prompts = comparison.measure() == Measure.ALIGNMENT
                ? image.pair().target()
                : image.pair().source() + " → " + image.pair().target();
        return new ImageStrip(
                "%s: %s, α %s, seed %s".formatted(image.pairId(), prompts, image.alpha(), image.seed()),
                List.of(
                        picture(image, a, image.against(), image.marginA()),
                        picture(image, b, image.method(), image.marginB())));
    }

    private ImageStrip.Picture picture(ChangedImage image, String side, String method, double margin) {
        return new ImageStrip.Picture(
                new Identity(side, image.pairId(), method, image.alpha(), image.seed()),
                side,
                comparison.measure() == Measure.ALIGNMENT
                        ? "%s, clip %s".formatted(method, FigureUnit.CLIP.value(margin))
                        : "%s, margin %s".formatted(method, Numbers.margin(margin)));
    }
}
