package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where words and their vectors come from. */
final class AnalogySourceOptions {

    @Option(
            names = "--vectors",
            paramLabel = "FILE",
            description = "Vectors of words: word2vec (text or binary), GloVe, or a table of embeddings with the column"
                    + " word or image. Several are compared, one column each.")
    private List<Path> vectors = List.of();

    @Option(
            names = "--word-images",
            paramLabel = "FILE",
            description = "Vectors of several images of each word: a table with the columns word, image and e0, e1, ..")
    private List<Path> wordImages = List.of();

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "A CLIP that embeds the words of the questions and relations; several are compared.")
    private List<Path> bundles = List.of();

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description = "What a bundle embeds for a word, with {w} in its place, such as \"a photo of a {w}\""
                    + " (default: the word alone).")
    private @Nullable String template;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Pictures that bundles embed in place of texts, a CLIP or an image encoder: a folder for each"
                    + " word, named by it. With --template a CLIP embeds both, side by side.")
    private @Nullable Path images;

    @Mixin
    private BundleRunOptions run;

    List<Path> vectors() {
        return vectors;
    }

    List<Path> wordImages() {
        return wordImages;
    }

    List<Path> bundles() {
        return bundles;
    }

    @Nullable
    String template() {
        return template;
    }

    @Nullable
    Path images() {
        return images;
    }

    /** Whether a CLIP is to embed texts: it does unless it has pictures alone. */
    boolean wantsTexts() {
        return images == null || template != null;
    }

    BundleRunOptions run() {
        return run;
    }

    /** Whether there are words with several images. */
    boolean hasImages() {
        return images != null || !wordImages.isEmpty();
    }

    /** Whether there is any place. */
    boolean isEmpty() {
        return vectors.isEmpty() && wordImages.isEmpty() && bundles.isEmpty();
    }
}
