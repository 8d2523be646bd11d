package io.steerscope.schemas.table;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds names that people take for one and a program for two: they differ only in Unicode normalisation, in the kind
 * and number of spaces, in characters that are not seen, or, where wanted, in letter case.
 */
public final class Lookalikes {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\t\\n\\r]]");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    private record Seen(String text, String where) {}

    private final String what;
    private final boolean caseCounts;
    private final Map<String, Seen> firstByForm = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /**
     * @param what what the names name, such as "category"
     * @param caseCounts whether names that differ in letter case are meant to differ
     */
    public Lookalikes(String what, boolean caseCounts) {
        this.what = what;
        this.caseCounts = caseCounts;
    }

    /**
     * Takes the next name. What it is too like is told once for each spelling.
     *
     * @return the fault, if an earlier name looks the same and is another
     */
    public Optional<String> add(String name, int line) {
        return add(name, "on line " + line);
    }

    /**
     * The same of names that stand elsewhere than on lines.
     *
     * @param where such as "in row 3"
     */
    public Optional<String> add(String name, String where) {
        if (!known.add(name)) {
            return Optional.empty();
        }
        Seen first = firstByForm.putIfAbsent(form(name), new Seen(name, where));
        if (first == null) {
            return Optional.empty();
        }
        return Optional.of("%s %s differs from %s %s in %s only: write both alike"
                .formatted(
                        what,
                        FieldText.spelledOut(name),
                        FieldText.spelledOut(first.text),
                        first.where,
                        difference(name, first.text)));
    }

    /** Whether two names look alike. */
    public boolean alike(String name, String other) {
        return form(name).equals(form(other));
    }

    /**
     * {@code text} with the differences taken out that are not seen: in normal form C, spaces single, none around it.
     */
    public static String seen(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String spaced = SPACES.matcher(UNSEEN.matcher(composed).replaceAll("")).replaceAll(" ");
        return spaced.strip();
    }

    private String form(String name) {
        String seen = seen(name);
        return caseCounts ? seen : seen.toLowerCase(Locale.ROOT);
    }

    private static String difference(String name, String other) {
        if (seen(name).equals(seen(other))) {
            boolean normalisation = Normalizer.normalize(name, Normalizer.Form.NFC)
                    .equals(Normalizer.normalize(other, Normalizer.Form.NFC));
            return normalisation ? "Unicode normalisation (NFC and NFD)" : "spaces or unseen characters";
        }
        return "letter case";
    }
}
