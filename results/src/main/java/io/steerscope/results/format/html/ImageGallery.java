package io.steerscope.results.format.html;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.steerscope.results.document.Numbers;
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

    static Markup show(List<MarginScore> scores, ImageSource images) {
        Map<String, List<MarginScore>> byCategory = new TreeMap<>();
        scores.forEach(score -> byCategory
                .computeIfAbsent(score.getCategory(), category -> new ArrayList<>())
                .add(score));
        Markup html = new Markup().raw("<div class=\"gallery\">");
        byCategory.forEach((category, own) -> {
            html.raw("<section class=\"category\"><h4>%s</h4><div class=\"images\">", category);
            choices(own).forEach(choice -> figure(html, choice, images));
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

    private static void figure(Markup html, Choice choice, ImageSource images) {
        MarginScore score = choice.score();
        Identity identity = score.getIdentity();
        html.raw("<figure>");
        Optional<byte[]> png = images.png(identity);
        if (png.isPresent()) {
            html.raw(
                    "<img loading=\"lazy\" alt=\"%s steered to %s, alpha %s\" src=\"data:image/png;base64,%s\">",
                    score.getSource(),
                    score.getTarget(),
                    identity.getAlpha(),
                    Base64.getEncoder().encodeToString(png.get()));
        } else {
            html.raw("<div class=\"absent\">image not kept</div>");
        }
        html.raw(
                "<figcaption><b>%s</b> <span class=\"num\">%s</span><br>%s <span aria-label=\"to\">→</span> %s"
                        + "<br><small>pair %s, α %s, seed %s</small></figcaption></figure>",
                choice.rank(),
                Numbers.margin(score.getMargin()),
                score.getSource(),
                score.getTarget(),
                identity.getPairId(),
                identity.getAlpha(),
                identity.getSeed());
    }
}
