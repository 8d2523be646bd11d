package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.analogies.AnalogyOutput;
import io.steerscope.app.analogies.AnalogyTask;
import io.steerscope.app.analogies.QuestionFile;
import io.steerscope.app.analogies.RelationFile;
import io.steerscope.app.files.OutputFile;
import io.steerscope.app.progress.StageCount;
import io.steerscope.producer.pairs.PairSetReader;
import io.steerscope.results.document.Section;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.statistics.analogy.AnalogyMethod;
import io.steerscope.statistics.analogy.AnalogySettings;
import io.steerscope.statistics.analogy.Convention;
import io.steerscope.statistics.analogy.Pooling;

/** Arithmetic of embeddings: analogies and relations over vectors of words. */
@Command(
        name = "analogies",
        description = {
            "Tests whether a space of embeddings supports the arithmetic that steering by analogy relies on: a is to b",
            "as c is to d, over vectors of words, text embeddings of a CLIP, or averages of pictures of a word."
        })
final class AnalogiesCommand implements Callable<Integer> {

    private static final int MOST_CONTROLS = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AnalogySourceOptions sources;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "Questions: lines a b c d (accepted answers as d1/d2) or a:b::c:d, with lines : SECTION"
                    + " between them, or CSV with the columns section, a, b, c, d.")
    private @Nullable Path questions;

    @Option(
            names = "--relations",
            paramLabel = "FILE",
            description =
                    "Pairs that hold relations: CSV with the columns relation, first, second and, if there is one,"
                            + " rating.")
    private @Nullable Path relations;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "Pairs of prompts as of run: each category is taken for a relation of its sources to its"
                    + " targets.")
    private @Nullable Path pairs;

    @Option(
            names = "--methods",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "METHOD,...",
            converter = AnalogyMethodConverter.class,
            description =
                    "3cosadd, 3cosadd-raw, 3cosmul, pair-direction, and the baselines without an analogy, only-c and"
                            + " only-b (default: all).")
    private List<AnalogyMethod> methods = List.of(AnalogyMethod.values());

    @Option(
            names = "--convention",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "CONVENTION,...",
            description =
                    "exclusive (a, b and c are no candidates), inclusive (all words are) or both (default: both).")
    private List<Convention> conventions = List.of(Convention.values());

    @Option(
            names = "--pooling",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "POOLING,...",
            description =
                    "How the pictures of a word become one vector: unit (mean of unit vectors), raw (of vectors as"
                            + " they are) or both (default: unit).")
    private @Nullable List<Pooling> poolings;

    @Option(
            names = "--controls",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many times second pairs are exchanged between questions, as a control"
                    + " (default: ${DEFAULT-VALUE}).")
    private int controls;

    @Option(
            names = "--control-seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of the exchanges (default: ${DEFAULT-VALUE}).")
    private long controlSeed;

    @Option(
            names = "--vocabulary",
            paramLabel = "N",
            defaultValue = "300000",
            description = "The most words of a file, its first (default: ${DEFAULT-VALUE}).")
    private int vocabulary;

    @Option(
            names = "--ignore-case",
            description = "Take words that differ in case alone for one; the first of the vocabulary counts.")
    private boolean ignoreCase;

    @Option(
            names = "--unknown-wrong",
            description = "Count questions with unknown words as wrong; else they are left out.")
    private boolean unknownWrong;

    @Option(names = "--details", paramLabel = "FILE", description = "Write a row for each question (CSV).")
    private @Nullable Path details;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    @Mixin
    private ImageLimitOptions imageLimits;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        List<@Nullable Path> inputs = new ArrayList<>(sources.vectors());
        inputs.addAll(sources.wordImages());
        inputs.addAll(Arrays.asList(questions, relations, pairs));
        OutputFile.requireNoInput("--details", details, inputs);
        RecordLimits limits = imageLimits.on(RecordLimits.DEFAULT);
        QuestionFile asked = questions == null ? null : QuestionFile.read(questions);
        RelationFile related = relations == null ? null : RelationFile.read(relations);
        RelationFile prompts = pairs == null ? null : RelationFile.of(PairSetReader.readFile(pairs, limits, true));
        AnalogySettings settings = new AnalogySettings(
                distinct(methods), controls, controlSeed, unknownWrong, format == ReportFormat.JSON || details != null);
        SlowProgress progress = new SlowProgress(spec.commandLine().getErr());
        AnalogyTask task = new AnalogyTask(
                asked,
                related,
                settings,
                (source, answered, of) -> progress.show(new StageCount("questions over " + source, answered, 0, of)));
        AnalogyColumns columns =
                new AnalogyColumns(sources, task, prompts, poolings(), limits, vocabulary, ignoreCase, this::tell);
        AnalogyOutput output = new AnalogyOutput(columns.read(), asked, settings, distinct(conventions));
        if (details != null) {
            output.writeDetails(details);
        }
        print(output);
        return columns.isWhole() ? 0 : spec.exitCodeOnExecutionException();
    }

    /** @throws ParameterException if options are out of range or do not fit together */
    private void checkOptions() {
        require(!sources.isEmpty(), "give vectors of words: --vectors FILE, --word-images FILE or --bundle DIR");
        require(
                questions != null || relations != null || pairs != null,
                "give what is to be tested: --questions FILE, --relations FILE or --pairs FILE");
        require(controls >= 0 && controls <= MOST_CONTROLS, "--controls must be between 0 and 10000, is " + controls);
        require(vocabulary >= 1, "--vocabulary must be at least 1, is " + vocabulary);
        require(details == null || questions != null, "--details is of --questions");
        require(!unknownWrong || questions != null, "--unknown-wrong is of --questions");
        require(
                poolings == null || sources.hasImages(),
                "--pooling is of pictures: --word-images FILE, or --bundle DIR with --images DIR");
        require(pairs == null || !sources.hasImages(), "--pairs are prompts: they go with --vectors or --bundle");
        if (sources.bundles().isEmpty()) {
            require(sources.template() == null, "--template is of --bundle");
            require(sources.images() == null, "--images is of --bundle; of a table it is --word-images FILE");
        }
        String template = sources.template();
        require(
                template == null || template.contains(BundleWords.WORD),
                "--template must hold {w}, which stands for the word");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private List<Pooling> poolings() {
        return poolings == null ? List.of(Pooling.UNIT) : distinct(poolings);
    }

    private static <T> List<T> distinct(List<T> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private void tell(List<String> lines) {
        PrintWriter err = spec.commandLine().getErr();
        lines.forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
    }

    private void print(AnalogyOutput output) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (format == ReportFormat.JSON) {
            output.writeJson(out);
        } else {
            for (Section section : output.sections()) {
                out.print(
                        format == ReportFormat.TABLE
                                ? ReportTable.render(section, Terminal.columns())
                                : ReportMarkdown.render(section));
            }
        }
        out.flush();
    }
}
