package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.experiment.OpenRun;
import io.steerscope.app.export.ScoreExport;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;

/** The scores of an experiment as files for other tools. */
@Command(
        name = "export",
        description = {
            "Writes the scores of an experiment, with all that is known of them and of their images, as files for other tools:",
            "scores.parquet, the same as scores.jsonl, and images/ with metadata.csv (Hugging Face imagefolder).",
            "Of the folder of a run, or of a cluster; finished or not. Embeddings are columns of lists."
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicSource source;

    @Option(
            names = "--experiment",
            paramLabel = "ID",
            description = "The experiment (default: that of the folder of the run; of a cluster, it must be named).")
    private @Nullable String experiment;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace the export that is in that folder.")
    private boolean overwrite;

    private List<StageCount> shown = List.of();

    @Override
    public Integer call() throws IOException {
        if (source.isCluster() && experiment == null) {
            throw new ParameterException(spec.commandLine(), "name the experiment with --experiment ID");
        }
        return source.open(TopicUse.EXPORT, this::export);
    }

    private int export(TopicSource.Opened opened) throws IOException {
        ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), Terminal.isStandardError());
        ScoreExport.Written written = ScoreExport.write(
                opened.clients(), opened.topics(), experiment(opened.run()), out, overwrite, counts -> {
                    shown = counts;
                    display.show(counts, System.nanoTime());
                });
        display.finish(shown);
        PrintWriter err = spec.commandLine().getErr();
        written.remarks().forEach(remark -> err.println(spec.qualifiedName() + ": " + remark));
        err.flush();
        PrintWriter result = spec.commandLine().getOut();
        result.println("%s: %s in scores.parquet and scores.jsonl, %s in images/"
                .formatted(
                        out,
                        LetterText.counted(written.scores(), "score"),
                        LetterText.counted(written.images(), "image")));
        result.flush();
        return 0;
    }

    private String experiment(@Nullable OpenRun run) {
        if (experiment != null) {
            return experiment;
        }
        return Optional.ofNullable(run).orElseThrow().experimentId();
    }
}
