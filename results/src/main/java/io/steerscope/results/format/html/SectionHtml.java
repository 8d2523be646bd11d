package io.steerscope.results.format.html;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Chart;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.ImageStrip;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;

/** Sections as HTML. */
final class SectionHtml {

    private final Section section;
    private final ImageSource images;
    private final Markup html = new Markup();
    private int charts;

    private SectionHtml(Section section, ImageSource images) {
        this.section = section;
        this.images = images;
    }

    /** One {@code section} element; nothing for a section that is empty. */
    static Markup of(Section section, ImageSource images) {
        return section.isEmpty() ? new Markup() : new SectionHtml(section, images).draw();
    }

    private Markup draw() {
        html.raw("<section id=\"%s\" class=\"analysis\" aria-labelledby=\"%s-heading\">", section.id(), section.id())
                .raw("<h2 id=\"%s-heading\">%s</h2>", section.id(), section.heading());
        section.blocks().forEach(this::block);
        return html.raw("</section>\n");
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            paragraph(paragraph);
        } else if (block instanceof Subheading subheading) {
            html.raw("<h3>%s</h3>", subheading.text());
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Figure figure) {
            html.raw("<h3>%s</h3><p class=\"note\">%s</p>", figure.heading(), figure.note());
            chart(figure.chart());
        } else if (block instanceof Chart chart) {
            chart(chart);
        } else if (block instanceof ImageStrip strip) {
            strip(strip);
        }
    }

    private void paragraph(Paragraph paragraph) {
        switch (paragraph.role()) {
            case TEXT -> html.raw("<p>%s</p>", paragraph.text());
            case NOTE -> html.raw("<p class=\"note\">%s</p>", paragraph.text());
            case WARNING -> html.raw("<p class=\"warning\">%s</p>", paragraph.text());
        }
    }

    private void chart(Chart chart) {
        List<Charts.Entry> legend = Charts.legend(chart);
        if (!legend.isEmpty()) {
            html.raw("<p class=\"legend\">");
            legend.forEach(entry -> html.raw("<span>").raw(entry.svg()).raw(" %s</span>", entry.name()));
            html.raw("</p>");
        }
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">", chart.title())
                .add(Charts.draw(chart, section.id() + "-" + charts++))
                .raw("</div>");
    }

    private void table(Table table) {
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table>", table.name());
        if (!table.caption().isEmpty()) {
            html.raw("<caption>%s</caption>", table.caption());
        }
        html.raw("<thead><tr>");
        table.columns().forEach(column -> html.raw("<th scope=\"col\">%s</th>", column.title()));
        html.raw("</tr></thead><tbody>");
        for (List<Cell> row : table.rows()) {
            html.raw("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell(row.get(i), i == 0 ? "th scope=\"row\"" : "td", i == 0 ? "th" : "td");
            }
            html.raw("</tr>");
        }
        html.raw("</tbody></table></div>\n");
    }

    private void cell(Cell cell, String opening, String closing) {
        if (cell instanceof Cell.Text text) {
            html.raw("<" + opening + ">%s</" + closing + ">", text.text());
        } else if (cell instanceof Cell.Count count) {
            html.raw("<" + opening + " class=\"n\">%s</" + closing + ">", Numbers.count(count.count()));
        } else if (cell instanceof Cell.Figure figure) {
            html.raw("<" + opening + " class=\"n\">%s", figure.unit().value(figure.value()));
            if (figure.interval() != null) {
                html.raw(" <span class=\"interval\">%s</span>", figure.unit().interval(figure.interval()));
            }
            html.raw("</" + closing + ">");
        } else if (cell instanceof Cell.Claim claim) {
            html.raw(
                    "<" + opening + "><span class=\"said %s\">%s</span></" + closing + ">",
                    tone(claim.tone()),
                    claim.words());
        }
    }

    private static String tone(Cell.Tone tone) {
        return switch (tone) {
            case GOOD -> "good";
            case BAD -> "bad";
            case OPEN -> "open";
        };
    }

    private void strip(ImageStrip strip) {
        html.raw("<h4>%s</h4><div class=\"strip\">", strip.name());
        for (ImageStrip.Picture picture : strip.pictures()) {
            html.raw("<figure>");
            Optional<byte[]> png = images.png(picture.identity());
            if (png.isPresent()) {
                html.raw(
                        "<img loading=\"lazy\" alt=\"%s\" src=\"data:image/png;base64,%s\">",
                        picture.caption(), Base64.getEncoder().encodeToString(png.get()));
            } else {
                html.raw("<div class=\"absent\">image not kept</div>");
            }
            html.raw("<figcaption><b>%s</b> %s</figcaption></figure>", picture.heading(), picture.caption());
        }
        html.raw("</div>\n");
    }
}
