package io.steerscope.foundation.vocabulary;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The types of floating-point numbers that models compute in, by the id under which jobs and bundles name them. */
public enum NumberType {
    /** IEEE 754 binary32. */
    FLOAT32("float32"),
    /** The upper half of a binary32: its range with 8 bits of precision. */
    BFLOAT16("bfloat16"),
    /** IEEE 754 binary16. */
    FLOAT16("float16");

    private final String id;

    NumberType(String id) {
        this.id = id;
    }

    /** Name in jobs, bundles and on the command line; also PyTorch's. */
    public String id() {
        return id;
    }

    /** All ids, for a message. */
    public static String ids() {
        return Arrays.stream(values()).map(NumberType::id).collect(Collectors.joining(", "));
    }

    /**
     * Finds a type by its id.
     *
     * @throws IllegalArgumentException if no type has the id
     */
    public static NumberType parse(String id) {
        for (NumberType type : values()) {
            if (type.id.equals(id)) {
                return type;
            }
        }
        throw new IllegalArgumentException("dtype \"%s\" is unknown: use %s".formatted(id, ids()));
    }
}
