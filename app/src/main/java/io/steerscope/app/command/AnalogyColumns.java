package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.analogies.AnalogyColumn;
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
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.encoder.ImageEncoder;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.statistics.analogy.Pooling;

/** Reads or embeds the words of each place that is compared, and tests them. */
final class AnalogyColumns {

    private final AnalogySourceOptions sources;
    private final AnalogyTask task;
    private final @Nullable RelationFile prompts;
    private final List<Pooling> poolings;
    private final RecordLimits limits;
    private final int vocabulary;
    private final boolean ignoreCase;
    private final Consumer<List<String>> tell;
    private final UniqueNames names = new UniqueNames();
    private boolean isWhole = true;

    /**
     * @param prompts pairs of prompts as relations; null for none
     * @param vocabulary the most words of a place
     * @param tell hears what to tell people, a line each
     */
    AnalogyColumns(
            AnalogySourceOptions sources,
            AnalogyTask task,
            @Nullable RelationFile prompts,
            List<Pooling> poolings,
            RecordLimits limits,
            int vocabulary,
            boolean ignoreCase,
            Consumer<List<String>> tell) {
        this.sources = sources;
        this.task = task;
        this.prompts = prompts;
        this.poolings = poolings;
        this.limits = limits;
        this.vocabulary = vocabulary;
        this.ignoreCase = ignoreCase;
        this.tell = tell;
    }

    /** Whether all images could be read. */
    boolean isWhole() {
        return isWhole;
    }

    /** A column for each place, in the order of the options: files of vectors, tables of images, bundles. */
    List<AnalogyColumn> read() throws IOException {
        List<AnalogyColumn> columns = new ArrayList<>();
        for (Path file : sources.vectors()) {
            WordSource read = VectorFile.read(file, vocabulary, ignoreCase);
            String name = names.of(ColumnNames.of(file, sources.vectors()));
            WordSource words = new WordSource(name, read.vocabulary(), read.repeated());
            tellOfRepeated(file, words.repeated());
            columns.add(new AnalogyColumn.OfWords(withPrompts(SourceResult.of(words, task), words)));
        }
        for (Path file : sources.wordImages()) {
            String name = names.of(ColumnNames.of(file, sources.wordImages()));
            WordImages images = WordImages.of(name, file, WordTable.images(file), vocabulary, ignoreCase);
            tellOfRepeated(file, images.repeated());
            columns.add(AnalogyColumn.OfImages.of(images, poolings, task, ignoreCase));
        }
        addBundles(columns);
        return columns;
    }

    private void addBundles(List<AnalogyColumn> columns) throws IOException {
        Path images = sources.images();
        for (Path folder : sources.bundles()) {
            ModelBundle bundle = BundleFolders.open(folder);
            bundle.verify();
            Parallelism parallelism = sources.run().parallelism(bundle);
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
                        ClipModel.open(ofTexts, sources.run().device(), parallelism.threads(), parallelism.workers())) {
                    BundleWords embedding = new BundleWords(names.of(ofImages == null ? name : name + ", texts"));
                    columns.add(ofTexts(embedding, clip));
                    tellOf(embedding);
                }
            }
            if (ofImages != null && images != null) {
                try (ImageEncoder encoder = ImageEncoder.open(
                        ofImages, sources.run().device(), parallelism.threads(), parallelism.workers())) {
                    BundleWords embedding = new BundleWords(names.of(ofTexts == null ? name : name + ", images"));
                    WordImages words = embedding.ofImages(encoder, images, limits, vocabulary, ignoreCase);
                    columns.add(AnalogyColumn.OfImages.of(words, poolings, task, ignoreCase));
                    tellOf(embedding);
                }
            }
        }
    }

    private void tellOf(BundleWords embedding) {
        tell.accept(embedding.remarks());
        isWhole &= embedding.isWhole();
    }

    private AnalogyColumn ofTexts(BundleWords embedding, ClipModel clip) {
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
        return new AnalogyColumn.OfWords(ofPrompts == null ? result : withPrompts(result, ofPrompts));
    }

    private SourceResult withPrompts(SourceResult result, WordSource words) {
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

    private void tellOfRepeated(Path file, int repeated) {
        if (repeated > 0) {
            tell.accept(List.of("%s: %s there again, and left out"
                    .formatted(file, repeated == 1 ? "1 word stands" : "%,d words stand".formatted(repeated))));
        }
    }
}
