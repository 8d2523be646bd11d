package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.files.AtomicFile;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.format.html.ReportFiles;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.DecisionsCsv;
import io.steerscope.results.format.json.MarginsCsv;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Identity;

/** Writes the results of a finished experiment; {@code report.json} comes last. */
final class ResultFiles {

    private static final int TABLE_WIDTH = 112;

    private final RunFolder folder;
    private final ImageFiles images;

    ResultFiles(RunFolder folder, ImageFiles images) {
        this.folder = folder;
        this.images = images;
    }

    /** Writes everything and returns the table. */
    String write(ReportDocument report) throws IOException {
        writeMargins(report, report.scorers(), folder.margins(), folder.baselineMargins());
        if (report.stopping() != null) {
            StringBuilder decisions = new StringBuilder();
            DecisionsCsv.write(report.stopping(), decisions);
            AtomicFile.write(folder.decisions(), decisions.toString());
        }
        return writeReports(report);
    }

    /** Writes the margins under one more scorer beside those of the run, then the reports, and returns the table. */
    String writeBeside(ReportDocument report, String scorerId) throws IOException {
        List<ScorerReport> scorer = report.scorers().stream()
                .filter(candidate -> candidate.scorerId().equals(scorerId))
                .toList();
        writeMargins(report, scorer, folder.margins(scorerId), folder.baselineMargins(scorerId));
        return writeReports(report);
    }

    private static void writeMargins(ReportDocument report, List<ScorerReport> scorers, Path steered, Path unsteered)
            throws IOException {
        StringBuilder margins = new StringBuilder();
        MarginsCsv.write(scorers, margins);
        AtomicFile.write(steered, margins.toString());
        if (DesignScope.baseline(report.experiment()) != Baseline.NONE) {
            StringBuilder baseline = new StringBuilder();
            MarginsCsv.writeUnsteered(scorers, baseline);
            AtomicFile.write(unsteered, baseline.toString());
        }
    }

    private String writeReports(ReportDocument report) throws IOException {
        Map<String, String> categories = new HashMap<>();
        for (ScorerReport scorer : report.scorers()) {
            for (MethodReport method : scorer.methods()) {
                method.scores()
                        .forEach(score -> categories.put(score.getIdentity().getPairId(), score.getCategory()));
            }
        }
        ReportFiles files = ReportFiles.of(report);
        new OwnFolder(folder.figures()).replace(files.figures());
        new OwnFolder(folder.tables()).replace(files.tables());
        StringBuilder page = new StringBuilder();
        ReportHtml.writeWithLinks(report, identity -> png(categories.get(identity.getPairId()), identity), page);
        AtomicFile.write(folder.html(), page.toString());
        AtomicFile.write(folder.markdown(), ReportMarkdown.render(report));
        String table = ReportTable.render(report, TABLE_WIDTH);
        AtomicFile.write(folder.table(), table);
        AtomicFile.write(folder.report(), ReportJson.write(report));
        return table;
    }

    private Optional<byte[]> png(@Nullable String category, Identity identity) {
        return category == null ? Optional.empty() : images.png(category, identity);
    }
}
