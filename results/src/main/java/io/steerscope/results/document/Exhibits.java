package io.steerscope.results.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The charts and tables of some sections, each with a name that no other chart or table has: its heading and its
 * section as a slug, such as {@code margin-by-category-and-alpha-analogy-toybox-clip}.
 *
 * @param all in the order in which they are shown
 */
public record Exhibits(List<Exhibit> all) {

    /** Copies the list. */
    public Exhibits {
        all = List.copyOf(all);
    }

    /**
     * A chart or a table.
     *
     * @param name its name, a slug
     * @param heading what it shows
     * @param section heading of its section
     * @param block the chart or the table
     */
    public record Exhibit(String name, String heading, String section, Block block) {}

    /** Those of sections in the order of the page. */
    public static Exhibits of(List<Section> sections) {
        List<Exhibit> all = new ArrayList<>();
        Set<String> charts = new HashSet<>();
        Set<String> tables = new HashSet<>();
        for (Section section : sections) {
            String subheading = "";
            for (Block block : section.blocks()) {
                if (block instanceof Subheading below) {
                    subheading = below.text();
                } else if (block instanceof Figure figure) {
                    all.add(exhibit(section, subheading, figure.heading(), figure.chart(), charts));
                } else if (block instanceof Chart chart) {
                    all.add(exhibit(section, subheading, chart.title(), chart, charts));
                } else if (block instanceof Table table) {
                    all.add(exhibit(section, subheading, table.name(), table, tables));
                }
            }
        }
        return new Exhibits(all);
    }

    private static Exhibit exhibit(Section section, String subheading, String heading, Block block, Set<String> taken) {
        String slug = slug(heading);
        String above = slug(subheading);
        String whole = above.contains(slug) ? above : slug.contains(above) ? slug : Slug.of(slug, above);
        whole = whole.contains(section.id()) ? whole : Slug.of(whole, section.id());
        return new Exhibit(Slug.unique(whole, taken), heading, section.heading(), block);
    }

    private static String slug(String words) {
        return Slug.of(words.replace("judged by ", ""));
    }

    /** The name of a chart or a table, of which this very object was given; empty of another one. */
    public Optional<String> name(Block block) {
        return all.stream()
                .filter(one -> one.block() == block)
                .map(Exhibit::name)
                .findFirst();
    }
}
