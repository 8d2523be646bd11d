package io.steerscope.results.format.markdown;

import java.util.List;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.CellText;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;

/** Sections as Markdown. It shows no images and no plots, whose figures stand in tables. */
final class SectionMarkdown {

    private SectionMarkdown() {}

    /** The section, ended by an empty line; nothing for a section that is empty. */
    static String of(Section section) {
        if (section.isEmpty()) {
            return "";
        }
        StringBuilder out =
                new StringBuilder("## ").append(escaped(section.heading())).append("\n\n");
        section.blocks().forEach(block -> out.append(of(block)));
        return out.toString();
    }

    private static String of(Block block) {
        if (block instanceof Paragraph paragraph) {
            String text = escaped(paragraph.text());
            return (paragraph.role() == Paragraph.Role.WARNING ? "**" + text + "**" : text) + "\n\n";
        }
        if (block instanceof Subheading subheading) {
            return "### " + escaped(subheading.text()) + "\n\n";
        }
        if (block instanceof Table table) {
            String caption = table.caption().isEmpty() ? "" : escaped(table.caption()) + "\n\n";
            return caption + rows(table) + "\n";
        }
        return "";
    }

    private static MarkdownTable rows(Table table) {
        MarkdownTable rows = new MarkdownTable(
                table.columns().stream().map(Table.Column::title).toList());
        for (List<Cell> row : table.rows()) {
            row.forEach(cell -> rows.cell(CellText.of(cell)));
            rows.end();
        }
        return rows;
    }

    private static String escaped(String text) {
        return MarkdownTable.escape(text);
    }
}
