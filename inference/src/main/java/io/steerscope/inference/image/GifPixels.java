package io.steerscope.inference.image;

/** The compressed pixels of a GIF frame (LZW in blocks), undone as {@code GifDecode.c} of Pillow undoes them. */
final class GifPixels {

    private static final int MOST_CODES = 4_096;
    private static final int MOST_CODE_BITS = 12;

    private final byte[] file;
    private final int rootBits;
    private final int clear;
    private final byte[] suffixes = new byte[MOST_CODES];
    private final short[] prefixes = new short[MOST_CODES];
    private final byte[] string = new byte[MOST_CODES + 1];
    private int position;
    private int blockEnd;
    private int bits;
    private int bitCount;
    private int next;
    private int codeBits;

    GifPixels(byte[] file, int position, int rootBits) {
        if (rootBits > MOST_CODE_BITS) {
            throw new ImageDecodingException("GIF is damaged: codes of " + rootBits + " bits");
        }
        this.file = file;
        this.position = position;
        this.blockEnd = position;
        this.rootBits = rootBits;
        this.clear = 1 << rootBits;
    }

    /** Fills the frame; what follows its last pixel is not looked at. */
    void writeTo(GifRows rows) {
        int lastCode = -1;
        byte first = 0;
        reset();
        while (!rows.isFull()) {
            int code = code();
            if (code == clear) {
                reset();
                lastCode = -1;
            } else if (code == clear + 1) {
                throw new ImageDecodingException("GIF is truncated: it has fewer pixels than its size says");
            } else if (lastCode < 0) {
                if (code > clear) {
                    throw damaged();
                }
                first = (byte) code;
                lastCode = code;
                rows.put(first);
            } else {
                first = string(code, lastCode, first, rows);
                add(first, lastCode);
                lastCode = code;
            }
        }
    }

    private void reset() {
        next = clear + 2;
        codeBits = rootBits + 1;
    }

    /** Writes the string of a code, and returns its first pixel. */
    private byte string(int code, int lastCode, byte lastFirst, GifRows rows) {
        if (code > next) {
            throw damaged();
        }
        int from = string.length;
        int rest = code;
        if (code == next) {
            string[--from] = lastFirst;
            rest = lastCode;
        }
        while (rest >= clear) {
            if (from == 0 || rest >= MOST_CODES) {
                throw damaged();
            }
            string[--from] = suffixes[rest];
            rest = prefixes[rest];
        }
        byte first = (byte) rest;
        rows.put(first);
        for (int i = from; i < string.length; i++) {
            rows.put(string[i]);
        }
        return first;
    }

    private void add(byte suffix, int prefix) {
        if (next < MOST_CODES) {
            suffixes[next] = suffix;
            prefixes[next] = (short) prefix;
            if (next == (1 << codeBits) - 1 && codeBits < MOST_CODE_BITS) {
                codeBits++;
            }
            next++;
        }
    }

    private int code() {
        while (bitCount < codeBits) {
            if (position == blockEnd) {
                nextBlock();
            }
            bits |= (file[position++] & 0xff) << bitCount;
            bitCount += 8;
        }
        int code = bits & (1 << codeBits) - 1;
        bits >>>= codeBits;
        bitCount -= codeBits;
        return code;
    }

    private void nextBlock() {
        int length = position < file.length ? file[position] & 0xff : 0;
        if (length == 0 || position + 1 + length > file.length) {
            throw new ImageDecodingException("GIF is truncated: the file ends before its image does");
        }
        position++;
        blockEnd = position + length;
    }

    private static ImageDecodingException damaged() {
        return new ImageDecodingException("GIF is damaged: a code that stands for nothing");
    }
}
