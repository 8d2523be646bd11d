package io.steerscope.results.format.text;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.CellText;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;

/**
 * Sections for a terminal. Plots and images are left out; a table that is wider than the terminal is written as a
 * sentence for each row.
 */
final class SectionText {

    private static final int LARGEST_LABEL = 28;
    private static final String GAP = "  ";
    private static final String NO_BREAK_SPACE = "\u00A0";

    private final int width;
    private final StringBuilder text = new StringBuilder();

    private SectionText(int width) {
        this.width = width;
    }

    /**
     * The section after an empty line; nothing for a section that is empty.
     *
     * @param width columns of the terminal
     */
    static String of(Section section, int width) {
        if (section.isEmpty()) {
            return "";
        }
        SectionText written = new SectionText(width);
        written.text.append('\n');
        written.line(section.heading());
        section.blocks().forEach(written::block);
        return written.text.toString();
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            line((paragraph.role() == Paragraph.Role.WARNING ? "Warning: " : "") + paragraph.text());
        } else if (block instanceof Subheading subheading) {
            text.append('\n');
            line(subheading.text());
        } else if (block instanceof Table table) {
            table(table);
        }
    }

    private void table(Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns().stream().map(Table.Column::title).toList());
        for (List<Cell> row : table.rows()) {
            rows.add(row.stream()
                    .map(cell -> CellText.of(cell).replace(NO_BREAK_SPACE, ""))
                    .toList());
        }
        int[] widths = widths(rows);
        int all = GAP.length() * (widths.length - 1);
        for (int one : widths) {
            all += one;
        }
        if (all > width) {
            rows.subList(1, rows.size()).forEach(row -> sentence(rows.get(0), row));
        } else {
            row(table, rows.get(0), widths);
            text.append("─".repeat(all)).append('\n');
            rows.subList(1, rows.size()).forEach(row -> row(table, row, widths));
        }
        if (!table.caption().isEmpty()) {
            line(table.caption());
        }
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                int most = i == 0 ? LARGEST_LABEL : Integer.MAX_VALUE;
                widths[i] = Math.max(widths[i], Math.min(most, DisplayWidth.of(row.get(i))));
            }
        }
        return widths;
    }

    private void row(Table table, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP)
                    .append(
                            table.columns().get(i).isNumber()
                                    ? DisplayWidth.right(row.get(i), widths[i])
                                    : DisplayWidth.left(row.get(i), widths[i]));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private void sentence(List<String> titles, List<String> row) {
        List<String> parts = new ArrayList<>();
        for (int i = 1; i < row.size(); i++) {
            // A p-value says itself what it is.
            boolean isNamed = titles.get(i).equals("p") && row.get(i).startsWith("p");
            parts.add(isNamed ? row.get(i) : titles.get(i) + " " + row.get(i));
        }
        line("- " + row.get(0) + ": " + String.join(", ", parts));
    }

    private void line(String sentence) {
        Lines.wrapped(text, width, sentence);
    }
}
