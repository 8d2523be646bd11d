package io.steerscope.inference.device;

import io.steerscope.foundation.vocabulary.NumberType;

/** A type of floating-point numbers that the modules of a bundle may compute in. */
public enum Dtype {
    FLOAT32(NumberType.FLOAT32, 6),
    BFLOAT16(NumberType.BFLOAT16, 15),
    FLOAT16(NumberType.FLOAT16, 5);

    private final NumberType type;
    private final int scalarType;

    Dtype(NumberType type, int scalarType) {
        this.type = type;
        this.scalarType = scalarType;
    }

    /**
     * Reads a type.
     *
     * @throws IllegalArgumentException if the text is not the name of one
     */
    public static Dtype parse(String text) {
        for (Dtype dtype : values()) {
            if (dtype.id().equals(text)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException("unknown type \"" + text + "\": use " + names());
    }

    /** All names, for a message. */
    public static String names() {
        return NumberType.ids();
    }

    /** Its name, as PyTorch says it. */
    public String id() {
        return type.id();
    }

    /** Its number in {@code c10::ScalarType}. */
    public int scalarType() {
        return scalarType;
    }

    @Override
    public String toString() {
        return type.id();
    }
}
