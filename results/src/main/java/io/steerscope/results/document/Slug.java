package io.steerscope.results.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names for anchors and files: lower-case ASCII letters, digits and single hyphens, so that none leaves its folder. */
public final class Slug {

    private static final int LONGEST = 120;

    private Slug() {}

    /** The parts joined by hyphens, each in the letters that a slug has; empty where nothing of them is left. */
    public static String of(String... parts) {
        List<String> slugs = new ArrayList<>();
        for (String part : parts) {
            String slug = Normalizer.normalize(part, Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-");
            slugs.add(slug.replaceAll("^-|-$", ""));
        }
        slugs.removeIf(String::isEmpty);
        String all = String.join("-", slugs);
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST).replaceAll("-$", "");
    }

    /** A slug that is not taken yet, with a number behind it where it would be; it is taken then. */
    public static String unique(String slug, Set<String> taken) {
        String name = slug;
        for (int i = 2; !taken.add(name); i++) {
            name = slug + "-" + i;
        }
        return name;
    }
}
