package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
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
            "Says which images to look at, over embeddings from files: the best of each category by score without",
            "near-copies, and the groups of images that do unusually well or badly, with evidence rather than luck."
        })
final class SelectCommand implements Callable<Integer> {

    private static final String CATEGORY = "category";
    private static final Set<Integer> EXPORTED_LEVELS = Set.of(4, 8, 16);

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
            names = "--score",
            paramLabel = "SCORE",
            defaultValue = "clip",
            description =
                    "What images are scored by, higher is better: clip (100 x cosine to the target or prompt), margin,"
                            + " directional, or a column of numbers (default: ${DEFAULT-VALUE}).")
    private String score;

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
            paramLabel = "COLUMN",
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
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    @Override
    public Integer call() throws IOException {
        ScoreChoice choice = ScoreChoice.of(score);
        if (choice.kind() != ScoreChoice.Kind.CLIP && scale != ScoreChoice.Scale.CLIP) {
            throw new ParameterException(spec.commandLine(), "--scale is of --score clip");
        }
        choosing.settings(true, Set.of());
        Set<TextRole> roles = choice.texts(files.isByPair(), withoutPrompt);
        EmbeddingTable table = files.read(roles);
        boolean byCategory = isByCategory(table);
        ChoosingSettings settings = choosing.settings(byCategory, Set.of());
        Candidates candidates = TableCandidates.of(
                table, new TableCandidates.Question(choice, scale, group, byCategory, withoutPrompt), roles);
        print(SelectOutput.of(candidates, settings, map));
        return 0;
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
