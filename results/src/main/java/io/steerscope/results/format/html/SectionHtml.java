package io.steerscope.results.format.html;

import java.util.List;
import java.util.Locale;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Chart;
import io.steerscope.results.document.Exhibits;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.ImageStrip;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;

/** The sections of one page as HTML. */
final class SectionHtml {

    /** Characters from which on a text wraps into lines of some width, and not below that. */
    private static final int LONG_TEXT = 48;

    private final ImageSource images;
    private final Exhibits files;
    private int charts;

    /**
     * Of a page.
     *
     * @param images where images come from
     * @param files the charts and tables that stand as files beside the page
     */
    SectionHtml(ImageSource images, Exhibits files) {
        this.images = images;
        this.files = files;
    }

    /** A section that is folded at first; nothing for one that is empty. */
    Markup folded(Section section) {
        return folded(section, new Markup());
    }

    /** The same with more at its end. */
    Markup folded(Section section, Markup more) {
        return section.isEmpty()
                ? new Markup()
                : folded(section.id(), section.heading(), blocks(section).add(more));
    }

    /** A section that can be folded; nothing for one that is empty. */
    Markup open(Section section) {
        return section.isEmpty() ? new Markup() : part(" open", section.id(), section.heading(), blocks(section));
    }

    /**
     * Anything that is folded at first. A browser opens it for a link to its anchor, as that stands within what is
     * folded.
     */
    static Markup folded(String id, String heading, Markup content) {
        return part("", id, heading, content);
    }

    private static Markup part(String state, String id, String heading, Markup content) {
        return new Markup()
                .raw("<details class=\"part\"%s><summary><h2 id=\"%s-heading\">%s</h2></summary>\n", state, id, heading)
                .raw("<section id=\"%s\" class=\"analysis\" aria-labelledby=\"%s-heading\">", id, id)
                .add(content)
                .raw("</section></details>\n");
    }

    /** What stands under the heading of a section. */
    Markup blocks(Section section) {
        Markup html = new Markup();
        section.blocks().forEach(block -> block(html, block));
        return html;
    }

    private void block(Markup html, Block block) {
        if (block instanceof Paragraph paragraph) {
            paragraph(html, paragraph);
        } else if (block instanceof Subheading subheading) {
            html.raw("<h3>%s</h3>", subheading.text());
        } else if (block instanceof Table table) {
            table(html, table);
        } else if (block instanceof Figure figure) {
            html.raw("<h3>%s</h3>", figure.heading());
            if (!figure.note().isEmpty()) {
                html.raw("<p class=\"note\">%s</p>", figure.note());
            }
            chart(html, figure.chart());
        } else if (block instanceof Chart chart) {
            chart(html, chart);
        } else if (block instanceof ImageStrip strip) {
            strip(html, strip);
        }
    }

    private static void paragraph(Markup html, Paragraph paragraph) {
        switch (paragraph.role()) {
            case TEXT -> html.raw("<p>%s</p>", paragraph.text());
            case NOTE -> html.raw("<p class=\"note\">%s</p>", paragraph.text());
            case WARNING -> html.raw("<p class=\"warning\">%s</p>", paragraph.text());
        }
    }

    private void chart(Markup html, Chart chart) {
        List<Charts.Entry> legend = Charts.legend(chart);
        if (!legend.isEmpty()) {
            html.raw("<p class=\"legend\">");
            legend.forEach(entry -> html.raw("<span>").raw(entry.svg()).raw(" %s</span>", entry.name()));
            html.raw("</p>");
        }
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">", chart.title())
                .add(Charts.draw(chart, "chart-" + charts++, true))
                .raw("</div>");
        link(html, chart, ReportFiles.FIGURES, "svg");
    }

    private void link(Markup html, Block block, String folder, String ending) {
        files.name(block)
                .ifPresent(name -> html.raw(
                        "<p class=\"file\"><a href=\"%s/%s.%s\">%s<span class=\"unseen\"> of %s</span></a></p>\n",
                        folder, name, ending, ending.toUpperCase(Locale.ROOT), name));
    }

    private void table(Markup html, Table table) {
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table>", table.name());
        if (!table.caption().isEmpty()) {
            html.raw("<caption>%s</caption>", table.caption());
        }
        html.raw("<thead><tr>");
        table.columns()
                .forEach(column -> html.raw(
                        "<th scope=\"col\"%s>".formatted(column.isNumber() ? " class=\"n\"" : "") + "%s</th>",
                        column.title()));
        html.raw("</tr></thead><tbody>");
        for (List<Cell> row : table.rows()) {
            html.raw("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell(html, row.get(i), i == 0 ? "th scope=\"row\"" : "td", i == 0 ? "th" : "td");
            }
            html.raw("</tr>");
        }
        html.raw("</tbody></table></div>\n");
        link(html, table, ReportFiles.TABLES, "csv");
    }

    private static void cell(Markup html, Cell cell, String opening, String closing) {
        if (cell instanceof Cell.Text text) {
            String size = text.text().length() > LONG_TEXT ? " class=\"long\"" : "";
            html.raw("<" + opening + size + ">%s</" + closing + ">", text.text());
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

    private void strip(Markup html, ImageStrip strip) {
        html.raw("<h4>%s</h4><div class=\"strip\">", strip.name());
        for (ImageStrip.Picture picture : strip.pictures()) {
            html.raw("<figure>")
                    .add(Pictures.of(picture.identity(), picture.caption(), images))
                    .raw("<figcaption><b>%s</b> %s</figcaption></figure>", picture.heading(), picture.caption());
        }
        html.raw("</div>\n");
    }
}
