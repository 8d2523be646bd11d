package io.steerscope.aggregator.state;

/** Keys whose last part may itself hold slashes. */
final class KeyText {

    private KeyText() {}

    /** Index of the slash that ends the first {@code parts} parts. */
    static int endOfParts(String text, int parts) {
        int end = -1;
        for (int part = 0; part < parts; part++) {
            end = text.indexOf('/', end + 1);
            if (end < 0) {
                throw new IllegalArgumentException(
                        "key \"%s\" must have %d parts separated by '/'".formatted(text, parts + 1));
            }
        }
        return end;
    }
}
