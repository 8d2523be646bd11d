package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.app.analogies.WordImages;
import io.steerscope.app.analogies.WordSource;
import io.steerscope.app.embeddings.WordTable;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.encoder.ImageEncoder;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.statistics.analogy.FloatVectors;
import io.steerscope.statistics.analogy.Vocabulary;
import io.steerscope.statistics.analogy.WordList;

/** Vectors that a model gives words, by a text about each or by pictures of each. */
final class BundleWords {

    /** What stands for the word in a template. */
    static final String WORD = "{w}";

    private final String name;
    private final List<String> remarks = new ArrayList<>();
    private boolean isWhole = true;

    /** @param name what the bundle is called */
    BundleWords(String name) {
        this.name = name;
    }

    /** What to tell of texts and pictures, a line each. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Whether all pictures could be read. */
    boolean isWhole() {
        return isWhole;
    }

    /**
     * Embeds a text about each word, with the bits that a scorer writes.
     *
     * @param words at least one
     * @param template with {@value #WORD} for the word
     */
    WordSource ofTexts(ClipModel clip, Collection<String> words, String template, boolean foldsCase) {
        WordList list = new WordList(foldsCase);
        List<String> texts = new ArrayList<>();
        for (String word : words) {
            if (list.add(word)) {
                texts.add(template.replace(WORD, word));
            }
        }
        BundleTexts embedded = BundleTexts.of(clip, texts, name);
        remarks.addAll(embedded.remarks());
        return new WordSource(
                name, new Vocabulary(list, FloatVectors.of(embedded.vectors())), words.size() - list.size());
    }

    /**
     * Embeds the pictures of a folder that has one for each word, named by it: by a CLIP with the bits that a scorer
     * writes, by an image encoder as it gives them.
     *
     * @throws ActionableException if there is no picture in such a folder
     */
    WordImages ofImages(ImageEncoder encoder, Path folder, RecordLimits limits, int most, boolean foldsCase)
            throws IOException {
        ImageArguments arguments = ImageArguments.of(List.of(folder));
        remarks.addAll(arguments.leftOut());
        Map<Path, String> words = new LinkedHashMap<>();
        for (Path file : arguments.files()) {
            Path within = folder.relativize(file);
            if (within.getNameCount() > 1) {
                words.put(file, within.getName(0).toString());
            } else {
                remarks.add(file + ": left out, in no folder of a word");
            }
        }
        EmbeddedImages embedded = EmbeddedImages.of(List.copyOf(words.keySet()), encoder, limits);
        remarks.addAll(embedded.unreadable());
        isWhole &= embedded.unreadable().isEmpty();
        List<WordTable.Row> rows = new ArrayList<>();
        boolean isClip = encoder.bundle() instanceof ClipBundle;
        for (EmbeddedImages.EmbeddedImage image : embedded.images()) {
            String within = folder.relativize(image.file()).toString();
            if (hasDirection(image.embedding())) {
                float[] vector = isClip ? unit(image.embedding()) : image.embedding();
                rows.add(new WordTable.Row(words.getOrDefault(image.file(), ""), within, vector));
            } else {
                remarks.add(image.file() + ": the model gives no finite embedding of a length above 0");
                isWhole = false;
            }
        }
        if (rows.isEmpty()) {
            throw new ActionableException(
                    folder + " holds no picture in a folder of a word: make a folder for each word, named by it");
        }
        rows.sort(Comparator.comparing(WordTable.Row::word).thenComparing(WordTable.Row::image));
        return WordImages.of(name, folder, rows, most, foldsCase);
    }

    private static boolean hasDirection(float[] vector) {
        double squares = 0.0;
        for (float coordinate : vector) {
            squares += (double) coordinate * coordinate;
        }
        return squares > 0.0 && squares < Double.POSITIVE_INFINITY;
    }

    private static float[] unit(float[] vector) {
        return EmbeddingBytes.vector(EmbeddingBytes.unit(vector));
    }
}
