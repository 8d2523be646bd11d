package io.steerscope.app.analogies;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.statistics.analogy.FloatVectors;
import io.steerscope.statistics.analogy.Vocabulary;
import io.steerscope.statistics.analogy.WordList;

/**
 * Vectors as text: a line for each word, the word and its coordinates with spaces between. A first line of two whole
 * numbers says how many words and coordinates there are. A word may hold spaces: the coordinates are the last fields.
 */
final class VectorText {

    private final Path file;
    private final TableFaults faults;
    private final TextLines lines;
    private final WordList words;
    private final int most;
    private long announced = -1;
    private int dimension;
    private int firstLine;
    private int read;
    private int repeated;
    private @Nullable FloatVectors vectors;
    private float[] vector = new float[0];

    private VectorText(
            Path file,
            int most,
            boolean foldsCase,
            @Nullable VectorDimension found,
            TextLines lines,
            TableFaults faults) {
        this.file = file;
        this.faults = faults;
        this.lines = lines;
        this.most = most;
        this.words = new WordList(foldsCase);
        this.dimension = found == null ? 0 : found.coordinates();
        this.firstLine = found == null ? 0 : found.line();
    }

    /** @param found how long vectors are, of a file that does not say so itself */
    static WordSource read(Path file, int most, boolean foldsCase, @Nullable VectorDimension found) throws IOException {
        TableFaults faults = new TableFaults(file);
        try (TextLines lines = TextLines.open(file, faults)) {
            return new VectorText(file, most, foldsCase, found, lines, faults).read();
        }
    }

    private WordSource read() throws IOException {
        boolean ended = false;
        while (read < most) {
            if (!lines.next()) {
                ended = true;
                break;
            }
            if (lines.fields() == 0) {
                continue;
            }
            if (lines.line() == 1 && dimension == 0 && isHeader()) {
                continue;
            }
            read++;
            take();
        }
        FloatVectors taken = vectors;
        checkCount(ended);
        if (faults.count() == 0 && taken == null) {
            faults.add(Place.BEGINNING, "there is no word: write a word and its coordinates on each line");
        }
        faults.refuseIfAny();
        if (taken == null) {
            throw new IllegalStateException("There is no word");
        }
        return new WordSource(String.valueOf(file.getFileName()), new Vocabulary(words, taken), repeated);
    }

    private boolean isHeader() {
        if (lines.fields() != 2 || !isWhole(0) || !isWhole(1)) {
            return false;
        }
        announced = PlainNumber.whole(lines.text(0)).orElse(-1);
        dimension = (int)
                Math.min(Integer.MAX_VALUE, PlainNumber.whole(lines.text(1)).orElse(0));
        if (dimension < 1) {
            faults.add(lines.place(1), "a vector of 0 coordinates is none: correct the first line");
            faults.refuseIfAny();
        }
        return true;
    }

    private boolean isWhole(int field) {
        return lines.text(field).matches("[0-9]{1,18}");
    }

    private void take() {
        if (dimension == 0) {
            dimension = lines.fields() - 1;
            firstLine = lines.line();
        }
        int first = lines.fields() - dimension;
        int given = coordinates(first);
        if (dimension < 1 || given != dimension) {
            faults.add(
                    lines.place(0),
                    "has %d coordinates where %s %d: correct the line, or leave the word out"
                            .formatted(
                                    given,
                                    announced >= 0 ? "the first line says" : "line " + firstLine + " has",
                                    Math.max(1, dimension)));
            return;
        }
        if (vector.length == 0) {
            vector = new float[dimension];
        }
        boolean isZero = true;
        for (int k = 0; k < dimension; k++) {
            float coordinate = lines.nearestFloat(first + k);
            if (Float.isNaN(coordinate)) {
                faults.add(lines.place(first + k), fault(lines.text(first + k)));
                return;
            }
            vector[k] = coordinate;
            isZero &= coordinate == 0.0f;
        }
        String word = lines.texts(0, first);
        if (isZero) {
            faults.add(
                    lines.place(0),
                    "the vector of %s has length 0, and so no direction: leave the word out"
                            .formatted(FieldText.quoted(word)));
            return;
        }
        if (!words.add(word)) {
            repeated++;
            return;
        }
        FloatVectors taken = vectors == null ? new FloatVectors(dimension) : vectors;
        taken.add(vector);
        vectors = taken;
    }

    /** How many the line has, where its word ends before a field: a word holds no numbers but as its beginning. */
    private int coordinates(int first) {
        for (int field = 1; field < first; field++) {
            if (VectorDimension.isCoordinate(lines.text(field))) {
                return lines.fields() - field;
            }
        }
        return first < 1 ? lines.fields() - 1 : dimension;
    }

    private static String fault(String text) {
        if (VectorDimension.isNotFinite(text)) {
            return FieldText.quoted(text) + " is not finite: leave the word out";
        }
        return PlainNumber.decimal(text).isPresent()
                ? FieldText.quoted(text) + " is beyond the range of float32: scale the vectors"
                : PlainNumber.decimalFault(text);
    }

    /** Of a file that was read to its end, or beyond the words that its first line says. */
    private void checkCount(boolean ended) throws IOException {
        if (announced < 0 || faults.count() > 0) {
            return;
        }
        boolean more = read > announced;
        if (!ended && !more && read == announced) {
            while (lines.next()) {
                more |= lines.fields() > 0;
            }
        }
        if (ended && read != announced || more) {
            faults.add(
                    Place.BEGINNING,
                    "the first line says %d words, and there are %s: correct it, or take the file again"
                            .formatted(announced, ended ? String.valueOf(read) : "more"));
        }
    }
}
