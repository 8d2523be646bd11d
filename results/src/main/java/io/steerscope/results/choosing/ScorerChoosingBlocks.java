package io.steerscope.results.choosing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.ImageStrip;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Subheading;
import io.steerscope.schemas.record.Identity;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.Selection;
import io.steerscope.statistics.choosing.SelectionRule;
import io.steerscope.statistics.choosing.Slice;
import io.steerscope.statistics.choosing.SliceDescription;

/** The pictures to look at of an experiment, for people. */
public final class ScorerChoosingBlocks {

    private static final int MOST_SLICES = 6;
    private static final int MOST_WORDS = 4;
    private static final int NEAREST = 3;

    /** The first that was asked for is shown. */
    private static final List<SelectionRule> PREFERRED =
            List.of(SelectionRule.BEST_OF_PAIR, SelectionRule.SPREAD, SelectionRule.CLUSTERS, SelectionRule.TOP);

    private final ScorerChoosing one;
    private final List<Block> blocks = new ArrayList<>();

    private ScorerChoosingBlocks(ScorerChoosing one) {
        this.one = one;
    }

    /** The blocks of all scorers. */
    public static List<Block> of(List<ScorerChoosing> scorers) {
        List<Block> all = new ArrayList<>();
        for (ScorerChoosing one : scorers) {
            if (scorers.size() > 1) {
                all.add(new Subheading("%s, judged by %s".formatted(String.join(", ", one.methods()), one.scorer())));
            }
            ScorerChoosingBlocks blocks = new ScorerChoosingBlocks(one);
            blocks.add();
            all.addAll(blocks.blocks);
        }
        return all;
    }

    private void add() {
        ScorerChoosing.Found found = one.found();
        if (found == null) {
            blocks.add(Paragraph.text(String.valueOf(one.remark())));
            return;
        }
        blocks.add(Paragraph.text(claim(found.result())));
        blocks.addAll(ChoosingBlocks.figures(found.result(), one.settings()));
        blocks.add(Paragraph.note(rule(found.result())));
        slices(found);
        selection(found);
        if (!one.leftOut().sentences().isEmpty()) {
            blocks.add(Paragraph.warning(one.leftOut().sentences()));
        }
    }

    private String claim(ChoosingResult result) {
        List<Slice> reported = result.slices().reported();
        long below = reported.stream().filter(slice -> slice.lift() < 0).count();
        String kinds = reported.isEmpty()
                ? "no kind of image does better or worse than luck would have it"
                : "%s of image does worse than the others and %s better"
                        .formatted(Numbers.count(below, "kind"), Numbers.count(reported.size() - below));
        return "Judged by %s, of %s of %s %s %s."
                .formatted(
                        one.scorer(),
                        Numbers.count(result.images().size(), "image"),
                        one.methods().size() == 1 ? "method" : "methods",
                        String.join(", ", one.methods()),
                        kinds);
    }

    private String rule(ChoosingResult result) {
        ChoosingSettings.Slices slices = one.settings().slices();
        return ("Images are scored by %s and grouped by pair. Kinds are the nodes of Ward's hierarchy of %s that have at"
                        + " least %d images of %d pairs and at most half of all: a family of %s. Test: two-sided normal, with"
                        + " the design effect of pairs (intraclass correlation %s); Benjamini-Hochberg at %s; n = %s.")
                .formatted(
                        one.score().id(),
                        one.withoutPrompt() ? "what is left of images without their prompts" : "image embeddings",
                        slices.minSupport(),
                        slices.minGroups(),
                        Numbers.count(result.slices().slices().size()),
                        Numbers.format("%.2f", result.slices().intraclassCorrelation()),
                        Numbers.share(ChoosingSettings.Slices.LEVEL),
                        Numbers.count(result.slices().n()));
    }

    private void slices(ScorerChoosing.Found found) {
        found.result().slices().reported().stream().limit(MOST_SLICES).forEach(slice -> {
            SliceDescription description = slice.description();
            if (description != null) {
                List<Integer> places = new ArrayList<>(List.of(description.medoid()));
                description.nearest().stream().limit(NEAREST).forEach(places::add);
                blocks.add(strip(
                        "%s: %s, lift %s"
                                .formatted(
                                        slice.lift() < 0 ? "Worse" : "Better",
                                        traits(description),
                                        Numbers.margin(slice.lift())),
                        places,
                        found));
            }
        });
    }

    private static String traits(SliceDescription description) {
        return description.traits().isEmpty()
                ? "nothing over-represented"
                : description.traits().stream()
                        .limit(MOST_WORDS)
                        .map(ChoosingFields::words)
                        .collect(Collectors.joining(", "));
    }

    private void selection(ScorerChoosing.Found found) {
        found.result().selection().forEach((category, chosen) -> {
            Map<SelectionRule, Selection> byRule = chosen.byRule();
            for (SelectionRule rule : PREFERRED) {
                Selection selection = byRule.get(rule);
                if (selection != null) {
                    blocks.add(strip(
                            "Best of %s, %s".formatted(category, rule.id().replace('_', '-')),
                            one.shown(rule, selection, found),
                            found));
                    break;
                }
            }
        });
    }

    private ImageStrip strip(String name, List<Integer> places, ScorerChoosing.Found found) {
        return new ImageStrip(
                name, places.stream().map(place -> picture(place, found)).toList());
    }

    private ImageStrip.Picture picture(int place, ScorerChoosing.Found found) {
        ChosenImage image = found.images().get(place);
        Identity identity = image.identity();
        FigureUnit unit = one.score() == ImageScore.CLIP ? FigureUnit.AMOUNT : FigureUnit.MARGIN;
        return new ImageStrip.Picture(
                identity,
                unit.value(found.result().images().get(place).score()),
                "%s, %s, alpha %s, seed %s: %s"
                        .formatted(
                                identity.getPairId(),
                                identity.getMethod(),
                                identity.getAlpha(),
                                identity.getSeed(),
                                image.source().isEmpty() ? image.target() : image.source() + " → " + image.target()));
    }
}
