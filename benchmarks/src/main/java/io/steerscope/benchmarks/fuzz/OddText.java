package io.steerscope.benchmarks.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Texts and numbers that nobody meant to send. */
final class OddText {

    private static final List<String> SHORT = List.of(
            "",
            " ",
            "a/b",
            "..",
            "*",
            "fuzz-0",
            "\u0000",
            "line\nbreak\r\n",
            "\u001b[31mred\u001b[0m",
            "\u202eright to left",
            "\uD800",
            "\uFEFFmark",
            "Ünïcödé 東京 🚲",
            "'; drop table scores; --",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>alert(1)</script>",
            "%s%n%x",
            "x".repeat(200),
            "x".repeat(201));

    private static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            -1.0,
            2.0,
            2.0000001,
            1e-320,
            1e308,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE);

    private static final List<Long> WHOLE =
            List.of(0L, -1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31, (1L << 31) - 1, 1L << 53);

    private final SplittableRandom random;

    OddText(SplittableRandom random) {
        this.random = random;
    }

    /** Mostly short; one of a thousand is large. */
    String text() {
        int choice = random.nextInt(1_000);
        if (choice == 0) {
            return "large ".repeat(500_000);
        }
        return choice < 30 ? "long ".repeat(1 + random.nextInt(20_000)) : pick(SHORT);
    }

    double number() {
        return random.nextInt(4) == 0 ? random.nextDouble(-3.0, 3.0) : pick(NUMBERS);
    }

    long whole() {
        return pick(WHOLE);
    }

    int count() {
        return (int) whole();
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A number below {@code bound}. */
    int place(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
