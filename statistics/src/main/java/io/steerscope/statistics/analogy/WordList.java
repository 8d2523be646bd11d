package io.steerscope.statistics.analogy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Different words in the order in which they came, found by their text. They lie in one array as UTF-8: 300,000 words
 * take some 6 MiB.
 */
public final class WordList {

    private static final int NONE = -1;
    private static final int FNV_BASIS = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private final boolean foldsCase;
    private byte[] text = new byte[1 << 10];
    private int[] ends = new int[1 << 7];
    private int[] slots = new int[1 << 8];
    private int count;

    /** @param foldsCase whether words that differ in case alone are one */
    public WordList(boolean foldsCase) {
        this.foldsCase = foldsCase;
        Arrays.fill(slots, NONE);
    }

    /** Appends a word, unless it is there already. */
    public boolean add(String word) {
        byte[] key = key(word);
        int slot = slot(key);
        if (slots[slot] != NONE) {
            return false;
        }
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int start = start(count);
        int end = Math.addExact(start, bytes.length);
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(end, grown(text.length)));
        }
        System.arraycopy(bytes, 0, text, start, bytes.length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, grown(ends.length));
        }
        ends[count] = end;
        slots[slot] = count;
        count++;
        if (2 * count > slots.length) {
            rehash();
        }
        return true;
    }

    /** How many words there are. */
    public int size() {
        return count;
    }

    /** The number of a word, from 0; -1 if it is not there. */
    public int find(String word) {
        return slots[slot(key(word))];
    }

    /** The word of a number, as it was added. */
    public String word(int number) {
        int start = start(number);
        return new String(text, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private static int grown(int length) {
        return length + (length >> 1);
    }

    private byte[] key(String word) {
        return (foldsCase ? folded(word) : word).getBytes(StandardCharsets.UTF_8);
    }

    /** Without case: upper case first, since there are letters that lower case alone keeps apart. */
    private static String folded(String word) {
        return word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Where a key stands, or would. */
    private int slot(byte[] key) {
        int mask = slots.length - 1;
        int slot = hash(key, 0, key.length) & mask;
        while (slots[slot] != NONE && !isKeyOf(slots[slot], key)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isKeyOf(int number, byte[] key) {
        if (foldsCase) {
            return Arrays.equals(key(word(number)), key);
        }
        return Arrays.equals(text, start(number), ends[number], key, 0, key.length);
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        Arrays.fill(slots, NONE);
        int mask = slots.length - 1;
        for (int number = 0; number < count; number++) {
            int slot = hashOf(number) & mask;
            while (slots[slot] != NONE) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number;
        }
    }

    private int hashOf(int number) {
        if (foldsCase) {
            byte[] key = key(word(number));
            return hash(key, 0, key.length);
        }
        return hash(text, start(number), ends[number]);
    }

    /** FNV-1a, its upper bits mixed into the lower ones. */
    private static int hash(byte[] bytes, int from, int to) {
        int hash = FNV_BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i] & 0xFF) * FNV_PRIME;
        }
        return hash ^ hash >>> 15;
    }
}
