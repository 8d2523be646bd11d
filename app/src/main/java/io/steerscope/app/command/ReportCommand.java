package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.files.AtomicFile;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.MarginsCsv;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The report of an experiment, read from the topics. */
@Command(
        name = "report",
        description = "Prints the report of an experiment, finished or not, as the scores in the topics give it.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--experiment", paramLabel = "ID", required = true, description = "The experiment.")
    private String experiment;

    @Option(names = "--wait", description = "Wait until the experiment is finished, and show meanwhile how far it is.")
    private boolean wait;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the report as a page, without images.")
    private @Nullable Path html;

    @Option(
            names = "--margins",
            paramLabel = "FILE",
            description = "Also write the margins of all steered images as CSV.")
    private @Nullable Path margins;

    @Option(
            names = "--baseline-margins",
            paramLabel = "FILE",
            description = "Also write the margins of all unsteered images as CSV.")
    private @Nullable Path baselineMargins;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ReportDocument report = read();
        if (margins != null) {
            StringBuilder csv = new StringBuilder();
            MarginsCsv.write(report, csv);
            AtomicFile.write(margins, csv.toString());
        }
        if (baselineMargins != null) {
            StringBuilder csv = new StringBuilder();
            MarginsCsv.writeUnsteered(report.scorers(), csv);
            AtomicFile.write(baselineMargins, csv.toString());
        }
        if (html != null) {
            StringBuilder page = new StringBuilder();
            ReportHtml.write(report, identity -> Optional.empty(), page);
            AtomicFile.write(html, page.toString());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TABLE -> ReportTable.render(report, Terminal.columns());
                    case JSON -> ReportJson.write(report);
                    case MARKDOWN -> ReportMarkdown.render(report);
                });
        out.flush();
        return 0;
    }

    private ReportDocument read() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Set<String> remarks = new LinkedHashSet<>();
        try (Admin admin = kafka.connect()) {
            TopicCatalogue topics = kafka.existingTopics(admin, TopicUse.REPORT);
            Supplier<ReportDocument> reading = () -> {
                remarks.clear();
                return TopicReport.read(
                        kafka.clientProperties(), topics, RecordLimits.DEFAULT, experiment, remarks::add);
            };
            return wait
                    ? new AwaitedReport(reading, new ProgressDisplay(err, Terminal.isStandardError())).await()
                    : reading.get();
        } finally {
            remarks.forEach(remark -> err.println(spec.qualifiedName() + ": " + remark));
            err.flush();
        }
    }
}
