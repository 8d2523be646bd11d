package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.analogies.AnalogyColumn;
import io.steerscope.app.analogies.AnalogyOutput;
import io.steerscope.app.analogies.AnalogyTask;
import io.steerscope.app.analogies.QuestionFile;
import io.steerscope.app.analogies.RelationFile;
import io.steerscope.app.analogies.RelationResult;
import io.steerscope.app.analogies.SourceResult;
import io.steerscope.app.analogies.UniqueNames;
import io.steerscope.app.analogies.VectorFile;
import io.steerscope.app.analogies.WordImages;
import io.steerscope.app.analogies.WordSource;
import io.steerscope.app.embeddings.WordTable;
import io.steerscope.app.experiment.Parallelism;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.OutputFile;
import io.steerscope.app.progress.StageCount;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.encoder.ImageEncoder;
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
            paramLabel = "METHOD",
            converter = AnalogyMethodConverter.class,
            description =
                    "3cosadd, 3cosadd-raw, 3cosmul, pair-direction, and the baselines without an analogy, only-c and"
                            + " only-b (default: all).")
    private List<AnalogyMethod> methods = List.of(AnalogyMethod.values());

    @Option(
            names = "--convention",
            split = ",",
            paramLabel = "CONVENTION",
            description =
                    "exclusive (a, b and c are no candidates), inclusive (all words are) or both (default: both).")
    private List<Convention> conventions = List.of(Convention.values());

    @Option(
            names = "--pooling",
            split = ",",
            paramLabel = "POOLING",
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

    private boolean isWhole = true;

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
        List<AnalogyColumn> columns = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        for (Path file : sources.vectors()) {
            WordSource read = VectorFile.read(file, vocabulary, ignoreCase);
            String name = names.of(ColumnNames.of(file, sources.vectors()));
            WordSource words = new WordSource(name, read.vocabulary(), read.repeated());
            tellOfRepeated(file, words.repeated());
            columns.add(new AnalogyColumn.OfWords(withPrompts(SourceResult.of(words, task), words, prompts)));
        }
        for (Path file : sources.wordImages()) {
            String name = names.of(ColumnNames.of(file, sources.wordImages()));
            WordImages images = WordImages.of(name, file, WordTable.images(file), vocabulary, ignoreCase);
            tellOfRepeated(file, images.repeated());
            columns.add(AnalogyColumn.OfImages.of(images, poolings(), task, ignoreCase));
        }
        addBundles(columns, names, task, prompts, limits);
        AnalogyOutput output = new AnalogyOutput(columns, asked, settings, distinct(conventions));
        if (details != null) {
            output.writeDetails(details);
        }
        print(output);
        return isWhole ? 0 : spec.exitCodeOnExecutionException();
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

    private void addBundles(
            List<AnalogyColumn> columns,
            UniqueNames names,
            AnalogyTask task,
            @Nullable RelationFile prompts,
            RecordLimits limits)
            throws IOException {
        Parallelism parallelism = null;
        Path images = sources.images();
        for (Path folder : sources.bundles()) {
            ModelBundle bundle = ModelBundle.open(folder);
            bundle.verify();
            // The threads of operators are one number for all models of a process.
            parallelism = parallelism == null
                    ? Parallelism.choose(bundle, sources.device(), sources.threads(), null)
                    : parallelism;
            ImageEncodingBundle ofImages =
                    images != null && bundle instanceof ImageEncodingBundle encoding ? encoding : null;
            ClipBundle ofTexts = sources.wantsTexts() && bundle instanceof ClipBundle clip ? clip : null;
            if (ofImages == null && ofTexts == null) {
                throw new ActionableException("%s is %s; this command needs one of kind %s"
                        .formatted(folder, BundleFolders.described(bundle), images == null ? "clip" : "clip or image"));
            }
            String name = ColumnNames.of(folder, sources.bundles());
            if (ofTexts != null) {
                try (ClipModel clip =
                        ClipModel.open(ofTexts, sources.device(), parallelism.threads(), parallelism.workers())) {
                    BundleWords embedding = new BundleWords(names.of(ofImages == null ? name : name + ", texts"));
                    columns.add(ofTexts(embedding, clip, task, prompts));
                    tellOf(embedding);
                }
            }
            if (ofImages != null && images != null) {
                try (ImageEncoder encoder =
                        ImageEncoder.open(ofImages, sources.device(), parallelism.threads(), parallelism.workers())) {
                    BundleWords embedding = new BundleWords(names.of(ofTexts == null ? name : name + ", images"));
                    WordImages words = embedding.ofImages(encoder, images, limits, vocabulary, ignoreCase);
                    columns.add(AnalogyColumn.OfImages.of(words, poolings(), task, ignoreCase));
                    tellOf(embedding);
                }
            }
        }
    }

    private void tellOf(BundleWords embedding) {
        tell(embedding.remarks());
        isWhole &= embedding.isWhole();
    }

    private AnalogyColumn ofTexts(
            BundleWords embedding, ClipModel clip, AnalogyTask task, @Nullable RelationFile prompts) {
        WordSource ofPrompts =
                prompts == null ? null : embedding.ofTexts(clip, words(null, prompts), BundleWords.WORD, ignoreCase);
        Set<String> words = words(task.questions(), task.relations());
        if (words.isEmpty() && ofPrompts != null) {
            return new AnalogyColumn.OfWords(
                    SourceResult.of(ofPrompts, new AnalogyTask(null, prompts, task.settings(), task.progress())));
        }
        String template = sources.template() == null ? BundleWords.WORD : sources.template();
        WordSource ofWords = embedding.ofTexts(clip, words, template, ignoreCase);
        SourceResult result = SourceResult.of(ofWords, task);
        return new AnalogyColumn.OfWords(ofPrompts == null ? result : withPrompts(result, ofPrompts, prompts));
    }

    private static SourceResult withPrompts(SourceResult result, WordSource words, @Nullable RelationFile prompts) {
        return prompts == null ? result : result.with(RelationResult.of(words.vocabulary(), prompts));
    }

    /** All words that are asked of, in the order in which they come first. */
    private static Set<String> words(@Nullable QuestionFile asked, @Nullable RelationFile related) {
        Set<String> words = new LinkedHashSet<>();
        if (asked != null) {
            asked.questions().forEach(question -> {
                words.addAll(List.of(question.a(), question.b(), question.c()));
                words.addAll(question.answers());
            });
        }
        if (related != null) {
            related.relations().values().stream()
                    .flatMap(List::stream)
                    .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                    .forEach(words::add);
        }
        return words;
    }

    private List<Pooling> poolings() {
        return poolings == null ? List.of(Pooling.UNIT) : distinct(poolings);
    }

    private static <T> List<T> distinct(List<T> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private void tellOfRepeated(Path file, int repeated) {
        if (repeated > 0) {
            tell(List.of("%s: %s there again, and left out"
                    .formatted(file, repeated == 1 ? "1 word stands" : "%,d words stand".formatted(repeated))));
        }
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
