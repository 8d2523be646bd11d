package io.steerscope.results.format.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.identity.UnsteeredIdentity;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** The images of the largest, the median and the smallest margin of every category. */
final class ImageGallery {

    private static final Comparator<MarginScore> BY_MARGIN = Comparator.comparingDouble(MarginScore::getMargin)
            .thenComparing(score -> score.getIdentity().getPairId())
            .thenComparingDouble(score -> score.getIdentity().getAlpha())
            .thenComparingLong(score -> score.getIdentity().getSeed());

    private record Choice(String rank, MarginScore score) {}

    private ImageGallery() {}

    /**
     * The gallery.
     *
     * @param scores of the method's images
     * @param unsteered scores of the unsteered images, which stand beside the steered ones
     */
    static Markup show(List<MarginScore> scores, List<MarginScore> unsteered, ImageSource images) {
        Map<String, List<MarginScore>> byCategory = new TreeMap<>();
        scores.forEach(score -> byCategory
                .computeIfAbsent(score.getCategory(), category -> new ArrayList<>())
                .add(score));
        Map<Identity, MarginScore> byIdentity = new HashMap<>();
        unsteered.forEach(score -> byIdentity.put(score.getIdentity(), score));
        Markup html = new Markup().raw("<div class=\"gallery%s\">", unsteered.isEmpty() ? "" : " strips");
        byCategory.forEach((category, own) -> {
            html.raw("<section class=\"category\"><h4>%s</h4><div class=\"images\">", category);
            choices(own).forEach(choice -> figure(html, choice, byIdentity, images));
            html.raw("</div></section>\n");
        });
        return html.raw("</div>\n");
    }

    private static List<Choice> choices(List<MarginScore> scores) {
        List<MarginScore> ascending = scores.stream().sorted(BY_MARGIN).toList();
        int last = ascending.size() - 1;
        return List.of(
                new Choice("best", ascending.get(last)),
                new Choice("median", ascending.get(last / 2)),
                new Choice("worst", ascending.get(0)));
    }

    private static void figure(Markup html, Choice choice, Map<Identity, MarginScore> unsteered, ImageSource images) {
        MarginScore score = choice.score();
        Identity identity = score.getIdentity();
        Optional<MarginScore> source = beside(UnsteeredImage.SOURCE, identity, unsteered);
        Optional<MarginScore> target = beside(UnsteeredImage.TARGET, identity, unsteered);
        html.raw("<figure><div class=\"steps\">");
        source.ifPresent(one -> step(html, one, "unsteered", one.getSource() + ", unsteered", images));
        step(
                html,
                score,
                source.isPresent() ? "steered" : "",
                "%s steered to %s, alpha %s".formatted(score.getSource(), score.getTarget(), identity.getAlpha()),
                images);
        target.ifPresent(one -> step(html, one, "target's prompt", one.getTarget() + ", its own prompt", images));
        html.raw(
                "</div><figcaption><b>%s</b> <span class=\"num\">%s</span>%s<br>%s <span aria-label=\"to\">→</span> %s"
                        + "<br><small>pair %s, α %s, seed %s</small></figcaption></figure>",
                choice.rank(),
                Numbers.margin(score.getMargin()),
                source.map(one -> ", shift " + Numbers.margin(score.getMargin() - one.getMargin()))
                        .orElse(""),
                score.getSource(),
                score.getTarget(),
                identity.getPairId(),
                identity.getAlpha(),
                identity.getSeed());
    }

    private static Optional<MarginScore> beside(
            UnsteeredImage image, Identity steered, Map<Identity, MarginScore> unsteered) {
        return Optional.ofNullable(unsteered.get(UnsteeredIdentity.beside(steered, image)));
    }

    /** One image with a word below it, none where it is empty. */
    private static void step(Markup html, MarginScore score, String word, String description, ImageSource images) {
        html.raw("<div class=\"step\">");
        html.add(Pictures.of(score.getIdentity(), description, images));
        if (!word.isEmpty()) {
            html.raw("<small>%s</small>", word);
        }
        html.raw("</div>");
    }
}
