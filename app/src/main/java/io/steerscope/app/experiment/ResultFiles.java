package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.steerscope.aggregator.report.MarginsCsv;
import io.steerscope.aggregator.report.ReportDocument;
import io.steerscope.aggregator.report.ReportHtml;
import io.steerscope.aggregator.report.ReportTable;
import io.steerscope.app.files.AtomicFile;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.schemas.record.Identity;

/** Writes the results of a finished experiment; {@code report.json} comes last. */
final class ResultFiles {

    private static final int TABLE_WIDTH = 112;

    private final RunFolder folder;
    private final ImageFiles images;
    private final Map<String, String> categories = new HashMap<>();

    ResultFiles(RunFolder folder, ImageFiles images, ExperimentDesign design) {
        this.folder = folder;
        this.images = images;
        for (Pair pair : design.pairs().pairs()) {
            categories.put(pair.pairId(), pair.category());
        }
    }

    /** Writes everything and returns the table. */
    String write(ReportDocument report) throws IOException {
        StringBuilder margins = new StringBuilder();
        MarginsCsv.write(report, margins);
        AtomicFile.write(folder.margins(), margins.toString());
        StringBuilder page = new StringBuilder();
        ReportHtml.write(report, this::png, page);
        AtomicFile.write(folder.html(), page.toString());
        String table = ReportTable.render(report, TABLE_WIDTH);
        AtomicFile.write(folder.table(), table);
        AtomicFile.write(folder.report(), report.toJson());
        return table;
    }

    private Optional<byte[]> png(Identity identity) {
        String category = categories.get(identity.getPairId());
        if (category == null) {
            return Optional.empty();
        }
        Path file = images.file(category, identity);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
