package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

import io.steerscope.app.choosing.Candidates;
import io.steerscope.app.choosing.RunCandidates;
import io.steerscope.app.choosing.TableCandidates;
import io.steerscope.app.experiment.ImageFiles;
import io.steerscope.app.experiment.OpenRun;
import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.export.ExperimentScores;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;

/** The scores in the folder of a run. */
final class RunScores {

    private final CommandSpec spec;
    private List<StageCount> shown = List.of();

    RunScores(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * The images of a run as candidates.
     *
     * @param scorer whose scores; null of the only one
     * @param question what is asked of them
     * @throws ActionableException if the folder is none of a run, or in use, or does not have what is asked for
     */
    @SuppressWarnings("try") // the log is only held
    Candidates candidates(
            Path run,
            @Nullable String scorer,
            Function<List<ExperimentScores.Stored>, TableCandidates.Question> question)
            throws IOException {
        RunFolder folder = new RunFolder(run);
        if (!Files.isRegularFile(folder.record())) {
            throw new ActionableException(
                    "there is no run in the folder %s: name that of a run with --run DIR".formatted(run));
        }
        try (RunLog log = RunLog.open(folder.log());
                OpenRun opened = OpenRun.open(folder);
                ExperimentScores scores = read(opened)) {
            ImageFiles files = new ImageFiles(new RunFolder(run.toAbsolutePath().normalize()));
            List<ExperimentScores.Stored> stored = scores.of(scorer(scores.scorers(), scorer));
            return RunCandidates.of(
                    stored, question.apply(stored), score -> files.file(score.getCategory(), score.getIdentity()));
        }
    }

    private ExperimentScores read(OpenRun opened) throws IOException {
        ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), Terminal.isStandardError());
        ExperimentScores scores =
                ExperimentScores.read(opened.clients(), opened.topics(), opened.experimentId(), counts -> {
                    shown = counts;
                    display.show(counts, System.nanoTime());
                });
        display.finish(shown);
        return scores;
    }

    private static String scorer(SortedSet<String> scorers, @Nullable String asked) {
        if (asked == null) {
            if (scorers.size() > 1) {
                throw new ActionableException("the run has scores of %s: choose one with --scorer NAME"
                        .formatted(String.join(", ", scorers)));
            }
            return scorers.first();
        }
        if (!scorers.contains(asked)) {
            throw new ActionableException("the run has no scores of --scorer %s: choose among %s"
                    .formatted(asked, String.join(", ", scorers)));
        }
        return asked;
    }
}
