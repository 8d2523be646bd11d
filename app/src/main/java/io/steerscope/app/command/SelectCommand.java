package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.choosing.Candidates;
import io.steerscope.app.choosing.ChoiceExport;
import io.steerscope.app.choosing.RunCandidates;
import io.steerscope.app.choosing.ScoreChoice;
import io.steerscope.app.choosing.SelectOutput;
import io.steerscope.app.choosing.TableCandidates;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.statistics.choosing.ChoosingSettings;

/** The images to look at, over embeddings from files. */
@Command(
        name = "select",
        description = {
            "Says which images to look at, over embeddings from files or of a finished run: the best of each category by",
            "score without near-copies, and the groups of images that do unusually well or badly, with evidence rather",
            "than luck."
        })
final class SelectCommand implements Callable<Integer> {

    private static final String CATEGORY = "category";
    private static final List<String> OF_FILES =
            List.of("--embeddings", "--texts", "--embedding-column", "--text-embedding-column", "--group");

    /** What images are kept apart by. */
    enum Grouping {
        CATEGORY,
        NONE
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private EmbeddingFileOptions files;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description =
                    "Folder of a finished run in place of files: all its images but the unsteered ones, with those"
                            + " of a pair as a group.")
    private @Nullable Path run;

    @Option(
            names = "--score",
            paramLabel = "SCORE",
            description =
                    "What images are scored by, higher is better: clip (100 x cosine to the target or prompt), margin,"
                            + " directional, or a column of numbers (default: clip; of a run margin, or clip where its"
                            + " images have no source prompt).")
    private @Nullable String score;

    @Option(
            names = "--scale",
            defaultValue = "clip",
            description = "Of clip: ${COMPLETION-CANDIDATES}, which is 2.5 max(0, cosine) (default: ${DEFAULT-VALUE}).")
    private ScoreChoice.Scale scale;

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "Column of what images depend on each other by (default: pair_id of images of pairs; else the"
                    + " first of group, pair_id and prompt that the table has).")
    private @Nullable String group;

    @Option(
            names = "--by",
            paramLabel = "category|none",
            description =
                    "category, within which images are compared and selected, or none (default: category where the"
                            + " table has it).")
    private @Nullable Grouping by;

    @Mixin
    private ChoosingOptions choosing;

    @Option(names = "--without-prompt", description = "Cluster what is left of images without their prompts.")
    private boolean withoutPrompt;

    @Option(names = "--map", description = "Print where images lie on the map (JSON).")
    private boolean map;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Write a folder for other tools: images.parquet for Embedding Atlas, issues.json for Spotlight.")
    private @Nullable Path export;

    @Option(names = "--overwrite", description = "Replace the export that is in that folder.")
    private boolean overwrite;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    @Override
    public Integer call() throws IOException {
        ScoreChoice choice = ScoreChoice.of(score == null ? run == null ? "clip" : "margin" : score);
        check(choice);
        choosing.settings(true, Set.of());
        SelectOutput output = run == null ? ofFiles(choice) : ofRun(run, choice);
        if (export != null) {
            ChoiceExport.write(export, overwrite, output);
        }
        print(output);
        return 0;
    }

    private SelectOutput ofFiles(ScoreChoice choice) throws IOException {
        Set<TextRole> roles = choice.texts(files.isByPair(), withoutPrompt);
        EmbeddingTable table = files.read(roles, choice.further(files.isByPair()));
        boolean byCategory = isByCategory(table);
        ChoosingSettings settings = settings(byCategory);
        return SelectOutput.of(TableCandidates.of(table, question(choice, byCategory), roles), settings, map);
    }

    private SelectOutput ofRun(Path folder, ScoreChoice choice) throws IOException {
        boolean byCategory = by != Grouping.NONE;
        ChoosingSettings settings = settings(byCategory);
        Candidates candidates = new RunScores(spec)
                .candidates(
                        folder,
                        files.scorer().orElse(null),
                        scores -> question(score == null ? RunCandidates.usualScore(scores) : choice, byCategory));
        return SelectOutput.of(candidates, settings, map);
    }

    private ChoosingSettings settings(boolean byCategory) {
        return choosing.settings(byCategory, export == null ? Set.of() : ChoiceExport.levels());
    }

    private TableCandidates.Question question(ScoreChoice choice, boolean byCategory) {
        return new TableCandidates.Question(choice, scale, group, byCategory, withoutPrompt);
    }

    /** @throws ParameterException if options do not fit together */
    private void check(ScoreChoice choice) {
        require(
                choice.kind() == ScoreChoice.Kind.CLIP || scale == ScoreChoice.Scale.CLIP,
                "--scale is of --score clip");
        require(export != null || !overwrite, "--overwrite is of --export");
        if (run == null) {
            require(files.isGiven(), "name a table with --embeddings FILE, or a finished run with --run DIR");
        } else {
            OF_FILES.forEach(option -> require(
                    !spec.commandLine().getParseResult().hasMatchedOption(option),
                    option + " is of files: leave it out with --run"));
            require(
                    choice.kind() != ScoreChoice.Kind.COLUMN,
                    "--score %s is none of a run: choose margin, clip or directional".formatted(choice.name()));
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private boolean isByCategory(EmbeddingTable table) {
        if (by == null) {
            return table.has(CATEGORY);
        }
        if (by == Grouping.CATEGORY && !table.has(CATEGORY)) {
            throw new ActionableException(
                    "%s has no column category to compare within: leave --by out".formatted(table.file()));
        }
        return by == Grouping.CATEGORY;
    }

    private void print(SelectOutput output) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case JSON -> out.println(JsonText.indented(output.fields()));
            case TABLE -> out.print(ReportTable.render(output.section(), Terminal.columns()));
            case MARKDOWN -> out.print(ReportMarkdown.render(output.section()));
        }
        out.flush();
    }
}
