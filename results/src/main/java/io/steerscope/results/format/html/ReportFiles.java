package io.steerscope.results.format.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.document.Chart;
import io.steerscope.results.document.Exhibits;
import io.steerscope.results.document.Exhibits.Exhibit;
import io.steerscope.results.document.Table;
import io.steerscope.results.format.csv.TableCsv;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.results.report.ReportSections;

/**
 * The figures and tables of a report as files of their own, to which its page links.
 *
 * @param figures SVG documents by name of file
 * @param tables CSV by name of file
 */
public record ReportFiles(SortedMap<String, String> figures, SortedMap<String, String> tables) {

    /** Folder of the figures beside the page. */
    public static final String FIGURES = "figures";

    /** Folder of the tables beside the page. */
    public static final String TABLES = "tables";

    /** Makes the maps unmodifiable. */
    public ReportFiles {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** The files of a report. */
    public static ReportFiles of(ReportDocument report) {
        SortedMap<String, String> figures = new TreeMap<>();
        SortedMap<String, String> tables = new TreeMap<>();
        for (Exhibit exhibit : Exhibits.of(ReportSections.of(report).all()).all()) {
            if (exhibit.block() instanceof Chart) {
                figures.put(exhibit.name() + ".svg", StandaloneFigure.of(exhibit));
            } else if (exhibit.block() instanceof Table table) {
                tables.put(exhibit.name() + ".csv", csv(table));
            }
        }
        return new ReportFiles(figures, tables);
    }

    private static String csv(Table table) {
        StringBuilder text = new StringBuilder();
        try {
            TableCsv.write(table, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
