package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.experiment.ImageFiles;
import io.steerscope.app.experiment.OpenRun;
import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.results.comparison.RunComparison;
import io.steerscope.results.comparison.RunSide;
import io.steerscope.results.format.html.ImageSource;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * The two runs that are compared, as their topics give them.
 *
 * @param a the first
 * @param b the second
 */
record ComparedRuns(Compared a, Compared b) {

    /**
     * One of them.
     *
     * @param side what is compared
     * @param folder where its images are; null for an experiment of a cluster
     */
    record Compared(RunSide side, @Nullable RunFolder folder) {}

    /**
     * Reads both. An argument that is the folder of a run is one, any other an experiment of the cluster.
     *
     * @param remarks is told of records that do not count
     * @throws ActionableException if an argument is neither, or both are the same
     */
    static ComparedRuns read(String a, String b, KafkaOptions kafka, Consumer<String> remarks) throws IOException {
        RunFolder folderOfA = folder(a, kafka);
        RunFolder folderOfB = folder(b, kafka);
        boolean isSame = folderOfA != null && folderOfB != null
                ? Files.isSameFile(folderOfA.root(), folderOfB.root())
                : folderOfA == null && folderOfB == null && a.equals(b);
        if (isSame) {
            throw new ActionableException(a + " and " + b + " are one run: name two");
        }
        String nameOfA = name(a, folderOfA);
        String nameOfB = name(b, folderOfB);
        boolean isOneName = nameOfA.equals(nameOfB);
        return new ComparedRuns(
                compared(a, isOneName ? a : nameOfA, folderOfA, kafka, remarks),
                compared(b, isOneName ? b : nameOfB, folderOfB, kafka, remarks));
    }

    private static @Nullable RunFolder folder(String argument, KafkaOptions kafka) {
        RunFolder folder = new RunFolder(Path.of(argument));
        if (Files.isRegularFile(folder.record())) {
            return folder;
        }
        if (kafka.isGiven()) {
            return null;
        }
        throw new ActionableException(argument + " is no folder of a run (it has no "
                + folder.record().getFileName()
                + "): name one, or an experiment of a cluster with --bootstrap-server HOST:PORT");
    }

    private static String name(String argument, @Nullable RunFolder folder) {
        if (folder == null) {
            return argument;
        }
        Path last = folder.root().toAbsolutePath().normalize().getFileName();
        return last == null ? argument : last.toString();
    }

    @SuppressWarnings("try") // the log is only held
    private static Compared compared(
            String argument, String name, @Nullable RunFolder folder, KafkaOptions kafka, Consumer<String> remarks) {
        if (folder != null) {
            try (RunLog log = RunLog.open(folder.log());
                    OpenRun run = OpenRun.open(folder)) {
                ReportDocument report = TopicReport.readMargins(
                        run.clients(), run.topics(), RecordLimits.DEFAULT, run.experimentId(), remarks);
                return new Compared(RunSide.of(name, report), folder);
            }
        }
        try (Admin admin = kafka.connect()) {
            TopicCatalogue topics = kafka.existingTopics(admin, TopicUse.REPORT);
            ReportDocument report =
                    TopicReport.readMargins(kafka.clientProperties(), topics, RecordLimits.DEFAULT, argument, remarks);
            return new Compared(RunSide.of(name, report), null);
        }
    }

    /** The images of both, by identities whose experiment is the name of the side. */
    ImageSource images(RunComparison comparison) {
        return identity -> Optional.ofNullable(comparison.pairs().common().get(identity.getPairId()))
                .flatMap(pair -> png(pair.category(), identity));
    }

    private Optional<byte[]> png(String category, Identity identity) {
        RunFolder folder = (identity.getExperimentId().equals(a.side().name()) ? a : b).folder();
        return folder == null ? Optional.empty() : new ImageFiles(folder).png(category, identity);
    }
}
