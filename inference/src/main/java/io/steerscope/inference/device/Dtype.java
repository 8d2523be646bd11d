package io.steerscope.inference.device;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A type of floating-point numbers that the modules of a bundle may compute in. */
public enum Dtype {
    FLOAT32("float32", 6),
    BFLOAT16("bfloat16", 15),
    FLOAT16("float16", 5);

    private final String id;
    private final int scalarType;

    Dtype(String id, int scalarType) {
        this.id = id;
        this.scalarType = scalarType;
    }

    /**
     * Reads a type.
     *
     * @throws IllegalArgumentException if the text is not the name of one
     */
    public static Dtype parse(String text) {
        for (Dtype dtype : values()) {
            if (dtype.id.equals(text)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException("Unknown type '" + text + "': use " + names());
    }

    /** All names, for a message. */
    public static String names() {
        return Arrays.stream(values()).map(Dtype::id).collect(Collectors.joining(", "));
    }

    /** Its name, as PyTorch says it. */
    public String id() {
        return id;
    }

    /** Its number in {@code c10::ScalarType}. */
    public int scalarType() {
        return scalarType;
    }

    @Override
    public String toString() {
        return id;
    }
}
