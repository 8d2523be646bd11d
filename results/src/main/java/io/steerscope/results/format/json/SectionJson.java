package io.steerscope.results.format.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.CellText;
import io.steerscope.results.document.Chart;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.ImageStrip;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.format.html.Charts;
import io.steerscope.schemas.record.Identity;

/**
 * Sections as fields, for programs that show them: texts as people read them, with what they are; charts as SVG.
 */
public final class SectionJson {

    private final Section section;
    private int charts;

    private SectionJson(Section section) {
        this.section = section;
    }

    /** The section by field name. */
    public static Map<String, Object> of(Section section) {
        return new SectionJson(section).fields();
    }

    private Map<String, Object> fields() {
        List<Map<String, Object>> blocks = new ArrayList<>();
        for (Block block : section.blocks()) {
            if (block instanceof Figure figure) {
                blocks.add(block(new Subheading(figure.heading())));
                blocks.add(block(Paragraph.note(figure.note())));
                blocks.add(block(figure.chart()));
            } else {
                blocks.add(block(block));
            }
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", section.id());
        fields.put("heading", section.heading());
        fields.put("blocks", blocks);
        return fields;
    }

    private Map<String, Object> block(Block block) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (block instanceof Paragraph paragraph) {
            fields.put("kind", role(paragraph.role()));
            fields.put("text", paragraph.text());
        } else if (block instanceof Subheading subheading) {
            fields.put("kind", "heading");
            fields.put("text", subheading.text());
        } else if (block instanceof Table table) {
            fields.put("kind", "table");
            fields.put("name", table.name());
            fields.put("caption", table.caption());
            fields.put(
                    "columns", table.columns().stream().map(SectionJson::column).toList());
            fields.put("rows", table.rows().stream().map(SectionJson::row).toList());
        } else if (block instanceof Chart chart) {
            fields.put("kind", "chart");
            fields.put("title", chart.title());
            legend(chart, fields);
            fields.put("svg", Charts.svg(chart, section.id() + "-" + charts++));
        } else if (block instanceof ImageStrip strip) {
            fields.put("kind", "images");
            fields.put("name", strip.name());
            fields.put(
                    "images",
                    strip.pictures().stream().map(SectionJson::picture).toList());
        }
        return fields;
    }

    private static void legend(Chart chart, Map<String, Object> fields) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Charts.Entry entry : Charts.legend(chart)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", entry.name());
            one.put("svg", entry.alone());
            entries.add(one);
        }
        if (!entries.isEmpty()) {
            fields.put("legend", entries);
        }
    }

    private static String role(Paragraph.Role role) {
        return switch (role) {
            case TEXT -> "text";
            case NOTE -> "note";
            case WARNING -> "warning";
        };
    }

    private static Map<String, Object> column(Table.Column column) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", column.title());
        fields.put("number", column.isNumber());
        return fields;
    }

    private static List<Map<String, Object>> row(List<Cell> row) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (Cell cell : row) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("text", CellText.of(cell));
            if (cell instanceof Cell.Claim claim) {
                fields.put("tone", claim.tone().name().toLowerCase(Locale.ROOT));
            }
            cells.add(fields);
        }
        return cells;
    }

    private static Map<String, Object> picture(ImageStrip.Picture picture) {
        Identity identity = picture.identity();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment_id", identity.getExperimentId());
        fields.put("pair_id", identity.getPairId());
        fields.put("method", identity.getMethod());
        fields.put("alpha", identity.getAlpha());
        fields.put("seed", identity.getSeed());
        fields.put("heading", picture.heading());
        fields.put("caption", picture.caption());
        return fields;
    }
}
