package io.steerscope.app.diversity;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.embeddings.EmbeddingKey;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.diversity.Condition;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.statistics.diversity.EmbeddedImage;
import io.steerscope.statistics.diversity.ImageSet;
import io.steerscope.statistics.diversity.PairTexts;
import io.steerscope.statistics.embedding.TextFeatures;

/** The images of a table, method by method. */
public final class TableImages {

    private static final String ALPHA = "alpha";

    private final EmbeddingTable table;
    private final List<EmbeddedImage> images = new ArrayList<>();
    private final @Nullable PairTexts texts;
    private final Map<String, TextFeatures> features;
    private final boolean hasAlphas;

    /**
     * The images of a table.
     *
     * @param roles the texts that were read
     * @throws ActionableException if an alpha is no number, or vectors of texts and images do not compare where margins
     *     are asked for
     */
    public TableImages(EmbeddingTable table, List<Condition> conditions, Set<TextRole> roles) {
        this.table = table;
        this.hasAlphas = table.byPair() || table.has(ALPHA);
        requireCategories(table);
        requireUnsteered(table);
        Prompts prompts = new Prompts(roles);
        for (EmbeddingRow row : table.rows()) {
            images.add(image(row, roles.isEmpty() ? 0 : prompts.of(row)));
        }
        boolean hasMargins = roles.contains(TextRole.SOURCE) && roles.contains(TextRole.TARGET);
        if (hasMargins) {
            table.requireOneDimension();
        }
        this.texts = hasMargins ? new PairTexts(prompts.of(TextRole.SOURCE), prompts.of(TextRole.TARGET)) : null;
        this.features = prompts.features(conditions);
    }

    /** An empty category is a name like any other in a table without categories, and a gap in one that has some. */
    public static void requireCategories(EmbeddingTable table) {
        if (table.rows().stream().anyMatch(row -> !row.category().isEmpty())) {
            table.check((row, faults) -> {
                if (faults.count() == 0 && row.category().isEmpty()) {
                    faults.add(
                            new Place(row.line(), 1), "category is empty, and others have one: name one in each row");
                }
            });
        }
    }

    private static void requireUnsteered(EmbeddingTable table) {
        table.check((row, faults) -> {
            // One says it for all rows of the method.
            if (faults.count() == 0
                    && row.key() instanceof EmbeddingKey.OfPair pair
                    && pair.method().equals(UnsteeredImage.SOURCE.id())
                    && pair.alpha() != 0.0) {
                faults.add(
                        new Place(row.line(), 1),
                        "method %s is not steered, and has alpha %s: give it alpha 0"
                                .formatted(pair.method(), pair.alpha()));
            }
        });
    }

    /** All images of the table, in key order. */
    public ImageSet all() {
        return new ImageSet(images, texts, features);
    }

    /** The rows of the images of {@link #all}, in the order of that set. */
    public List<EmbeddingRow> rowsOfAll() {
        Map<EmbeddedImage, EmbeddingRow> rows = new IdentityHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            rows.put(images.get(i), table.rows().get(i));
        }
        return all().images().stream()
                .map(image -> Objects.requireNonNull(rows.get(image)))
                .toList();
    }

    /** Whether images have strengths. */
    public boolean hasAlphas() {
        return hasAlphas;
    }

    /**
     * The images of each method, by name in alphabetical order; one entry under an empty name where there are not
     * several methods. The unsteered images that methods share stand with each that has none of its own.
     */
    public Map<String, ImageSet> byMethod() {
        Set<String> methods = new TreeSet<>();
        table.rows().forEach(row -> methods.add(method(row)));
        Set<String> steered = new TreeSet<>(methods);
        steered.removeIf(
                method -> method.isEmpty() || UnsteeredImage.named(method).isPresent());
        if (methods.size() < 2 || steered.isEmpty()) {
            return Map.of("", all());
        }
        Map<String, ImageSet> sets = new LinkedHashMap<>();
        for (String method : steered) {
            sets.put(method, new ImageSet(images(method), texts, features));
        }
        return steered.size() == 1 ? Map.of("", sets.values().iterator().next()) : sets;
    }

    /** Images of a method, with the shared unsteered ones where it has none. */
    private List<EmbeddedImage> images(String method) {
        List<EmbeddedImage> own = new ArrayList<>();
        List<EmbeddedImage> withShared = new ArrayList<>();
        boolean hasBaseline = false;
        for (int i = 0; i < images.size(); i++) {
            String of = method(table.rows().get(i));
            boolean isOwn = of.equals(method);
            if (isOwn) {
                own.add(images.get(i));
                hasBaseline |= images.get(i).alpha() == 0.0;
            }
            if (isOwn || isUnsteered(of, images.get(i))) {
                withShared.add(images.get(i));
            }
        }
        return hasBaseline ? own : withShared;
    }

    private static boolean isUnsteered(String method, EmbeddedImage image) {
        return image.alpha() == 0.0 && (method.isEmpty() || method.equals(UnsteeredImage.SOURCE.id()));
    }

    private static String method(EmbeddingRow row) {
        return row.key() instanceof EmbeddingKey.OfPair pair ? pair.method() : row.text("method");
    }

    private EmbeddedImage image(EmbeddingRow row, int prompt) {
        if (row.key() instanceof EmbeddingKey.OfPair pair) {
            return new EmbeddedImage(pair.pairId(), row.category(), pair.alpha(), pair.seed(), prompt, row.vector());
        }
        double alpha = Double.NaN;
        if (hasAlphas) {
            String text = row.text(ALPHA);
            alpha = PlainNumber.decimal(text)
                            .orElseThrow(() -> new ActionableException("%s: alpha %s in row %d is no number"
                                    .formatted(table.file(), FieldText.quoted(text), row.line())))
                    + 0.0;
        }
        return new EmbeddedImage("", row.category(), alpha, 0, prompt, row.vector());
    }
}
