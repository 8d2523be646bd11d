package io.steerscope.results.format.html;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steerscope.results.document.Chart;
import io.steerscope.results.document.Exhibits.Exhibit;

/** A chart as an SVG document that needs nothing else: light, on white, with its title and legend. */
final class StandaloneFigure {

    private static final int EDGE = 24;
    private static final int TITLE = 26;
    private static final int SUBTITLE = 20;
    private static final int LEGEND = 22;
    private static final int WORDS = 105;
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");

    private StandaloneFigure() {}

    /** The document. */
    static String of(Exhibit exhibit) {
        Chart chart = (Chart) exhibit.block();
        String drawing = Charts.draw(chart, "figure", false).toString();
        Matcher size = SIZE.matcher(drawing);
        if (!size.find()) {
            throw new IllegalStateException("The drawing \"" + exhibit.name() + "\" has no size");
        }
        int width = Integer.parseInt(size.group(1)) + 2 * EDGE;
        boolean hasSubtitle = !exhibit.heading().contains(exhibit.section());
        List<Charts.Entry> legend = Charts.legend(chart);
        Markup titles = new Markup();
        int y = EDGE;
        for (String line : lines(exhibit.heading())) {
            y += TITLE - 8;
            titles.raw("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>\n", EDGE, y, line);
            y += 8;
        }
        if (hasSubtitle) {
            y += SUBTITLE - 6;
            titles.raw("<text class=\"subtitle\" x=\"%d\" y=\"%d\">%s</text>\n", EDGE, y, exhibit.section());
            y += 6;
        }
        for (Charts.Entry entry : legend) {
            titles.raw("<g transform=\"translate(%d %d)\">", EDGE, y + 4)
                    .raw(entry.svg().replaceFirst("<svg ", "<svg width=\"34\" height=\"12\" "))
                    .raw("<text class=\"subtitle\" x=\"44\" y=\"10\">%s</text></g>\n", entry.name());
            y += LEGEND;
        }
        y += 8;
        int height = y + Integer.parseInt(size.group(2)) + EDGE;
        return new Markup()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .raw(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                        width, height, width, height)
                .raw("<style>\n")
                .raw(Styles.figure())
                .raw("</style>\n<rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n", width, height)
                .add(titles)
                .raw(drawing.replaceFirst(
                        "<svg ",
                        "<svg x=\"%d\" y=\"%d\" width=\"%s\" height=\"%s\" "
                                .formatted(EDGE, y, size.group(1), size.group(2))))
                .raw("</svg>\n")
                .toString();
    }

    private static List<String> lines(String heading) {
        if (heading.length() <= WORDS) {
            return List.of(heading);
        }
        int at = heading.lastIndexOf(' ', WORDS);
        return at <= 0 ? List.of(heading) : List.of(heading.substring(0, at), heading.substring(at + 1));
    }
}
