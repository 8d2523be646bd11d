package io.steerscope.app.analogies;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.statistics.analogy.Vocabulary;
import io.steerscope.statistics.analogy.WordList;
import io.steerscope.statistics.analogy.WordVectors;

/**
 * Vectors as word2vec writes them in binary: a line with the numbers of words and coordinates, then each word, a space,
 * its coordinates as little-endian float32, and mostly a line feed. They stay in the file, which is mapped.
 */
final class VectorBinary {

    private static final int LONGEST_WORD = 1 << 16;

    private final Path file;
    private final TableFaults faults;
    private final MappedFile bytes;
    private final WordList words;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private long at;
    private long announced;
    private int dimension;
    private long[] offsets = new long[1 << 10];
    private int repeated;

    private VectorBinary(Path file, boolean foldsCase) throws IOException {
        this.file = file;
        this.faults = TableFaults.ofRows(file);
        this.bytes = MappedFile.open(file);
        this.words = new WordList(foldsCase);
    }

    static WordSource read(Path file, int most, boolean foldsCase) throws IOException {
        return new VectorBinary(file, foldsCase).read(most);
    }

    private WordSource read(int most) {
        announced = number(' ');
        dimension = (int) Math.min(Integer.MAX_VALUE / Float.BYTES, number('\n'));
        if (announced < 1 || dimension < 1) {
            throw refusal(0, "the first line says that there is nothing: take the file again");
        }
        long count = Math.min(most, announced);
        for (long i = 1; i <= count; i++) {
            take(i);
        }
        if (count == announced) {
            skipLineFeeds();
            if (at < bytes.size()) {
                throw refusal(
                        0,
                        "the first line says %d words, and %d bytes follow the last of them: correct it, or take the file again"
                                .formatted(announced, bytes.size() - at));
            }
        }
        Mapped vectors = new Mapped(bytes, Arrays.copyOf(offsets, words.size()), dimension);
        return new WordSource(String.valueOf(file.getFileName()), new Vocabulary(words, vectors), repeated);
    }

    /** The whole number before a character, spaces and carriage returns left out. */
    private long number(char end) {
        long number = 0;
        while (at < bytes.size()) {
            byte value = bytes.get(at);
            at++;
            if (value == end) {
                return number;
            }
            if (value >= '0' && value <= '9') {
                number = 10 * number + value - '0';
            }
        }
        throw refusal(0, "the file is cut short in its first line: take the file again");
    }

    private void skipLineFeeds() {
        while (at < bytes.size() && (bytes.get(at) == '\n' || bytes.get(at) == '\r')) {
            at++;
        }
    }

    private void take(long number) {
        skipLineFeeds();
        if (at == bytes.size()) {
            throw refusal(
                    0,
                    "the first line says %d words, and the file ends after %d: correct it, or take the file again"
                            .formatted(announced, number - 1));
        }
        String word = word(number);
        long end = at + (long) dimension * Float.BYTES;
        if (end > bytes.size()) {
            throw cutShort(number, " (" + FieldText.quoted(word) + ")");
        }
        check(number, word);
        if (words.add(word)) {
            if (words.size() > offsets.length) {
                offsets = Arrays.copyOf(offsets, offsets.length + (offsets.length >> 1));
            }
            offsets[words.size() - 1] = at;
        } else {
            repeated++;
        }
        at = end;
    }

    private String word(long number) {
        long start = at;
        while (at < bytes.size() && bytes.get(at) != ' ') {
            at++;
            if (at - start > LONGEST_WORD) {
                throw refusal(
                        number,
                        "the word has no end: the file is damaged, or the first line has another number"
                                + " of coordinates than the vectors");
            }
        }
        if (at == bytes.size()) {
            throw cutShort(number, "");
        }
        byte[] text = new byte[(int) (at - start)];
        for (int i = 0; i < text.length; i++) {
            text[i] = bytes.get(start + i);
        }
        at++;
        try {
            return decoder.decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException e) {
            throw refusal(
                    number,
                    "the word is not UTF-8: the file is damaged, or the first line has another number of"
                            + " coordinates than the vectors");
        }
    }

    private void check(long number, String word) {
        boolean isZero = true;
        for (int k = 0; k < dimension; k++) {
            float coordinate = bytes.getFloat(at + (long) k * Float.BYTES);
            if (!Float.isFinite(coordinate)) {
                throw refusal(
                        number,
                        "coordinate %d of %s is %s: leave the word out"
                                .formatted(k + 1, FieldText.quoted(word), coordinate));
            }
            isZero &= coordinate == 0.0f;
        }
        if (isZero) {
            throw refusal(
                    number,
                    "the vector of %s has length 0, and so no direction: leave the word out"
                            .formatted(FieldText.quoted(word)));
        }
    }

    private RuntimeException cutShort(long number, String word) {
        return refusal(
                0,
                "cut short within word %d of %d%s: take the file again%s"
                        .formatted(
                                number,
                                announced,
                                word,
                                number > 1 ? ", or its first words with --vocabulary " + (number - 1) : ""));
    }

    /** @param number of the word, from 1, or 0 for the file as a whole */
    private RuntimeException refusal(long number, String fault) {
        String where = number == 0 ? "" : "word " + number + ": ";
        faults.add(new Place(0, 1), where + fault);
        faults.refuseIfAny();
        return new IllegalStateException(fault);
    }

    /** @param offsets where the coordinates of each word begin */
    private record Mapped(MappedFile bytes, long[] offsets, int dimension) implements WordVectors {

        @Override
        public int count() {
            return offsets.length;
        }

        @Override
        public void copy(int number, double[] into) {
            long at = offsets[number];
            for (int k = 0; k < dimension; k++) {
                into[k] = bytes.getFloat(at + (long) k * Float.BYTES);
            }
        }
    }
}
