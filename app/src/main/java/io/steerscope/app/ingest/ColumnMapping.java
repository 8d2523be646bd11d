package io.steerscope.app.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.app.client.EditDistance;
import io.steerscope.schemas.table.FieldText;

/** Which column says what of an image. */
public final class ColumnMapping {

    /** The names of {@link ImageField} alone. */
    public static final ColumnMapping DEFAULT = new ColumnMapping(Map.of());

    private static final int SLIPS = 3;

    /** What prompts are called where images come from the web. */
    private static final String CAPTION = "caption";

    private final Map<ImageField, String> named;

    private ColumnMapping(Map<ImageField, String> named) {
        this.named = Map.copyOf(named);
    }

    /**
     * Reads a mapping.
     *
     * @param texts such as {@code target=caption}
     * @throws IllegalArgumentException with one line if one is no such text
     */
    public static ColumnMapping parse(Collection<String> texts) {
        Map<ImageField, String> named = new EnumMap<>(ImageField.class);
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new IllegalArgumentException(
                        "columns %s: write what they say and their names, like target=caption,file=img"
                                .formatted(FieldText.quoted(text)));
            }
            String label = text.substring(0, equals).strip();
            ImageField field = ImageField.named(label)
                    .orElseThrow(() -> new IllegalArgumentException("columns %s: there is no %s, but %s"
                            .formatted(
                                    FieldText.quoted(text),
                                    FieldText.quoted(label),
                                    Arrays.stream(ImageField.values())
                                            .map(ImageField::label)
                                            .collect(Collectors.joining(", ")))));
            if (named.put(field, text.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(
                        "columns: %s is given twice: name one column".formatted(field.label()));
            }
        }
        return new ColumnMapping(named);
    }

    /** The columns that may say something, the first before the others. */
    List<String> columns(ImageField field) {
        String name = named.get(field);
        return name == null ? field.columns() : List.of(name);
    }

    /** The columns that may say anything. */
    Set<String> columns() {
        Set<String> all = new LinkedHashSet<>();
        for (ImageField field : ImageField.values()) {
            all.addAll(columns(field));
        }
        return all;
    }

    /** The column of a table that says something. */
    Optional<String> column(ImageField field, Collection<String> header) {
        return columns(field).stream().filter(header::contains).findFirst();
    }

    /** The columns of a table that say nothing, in its order. */
    List<String> ignored(Collection<String> header) {
        Set<String> used = new LinkedHashSet<>();
        for (ImageField field : ImageField.values()) {
            column(field, header).ifPresent(used::add);
        }
        return header.stream().filter(name -> !used.contains(name)).toList();
    }

    /** What is wrong with the columns of a table: those that are needed or named and are not there. */
    List<String> faults(Collection<String> header, boolean needsFile, boolean needsTarget) {
        List<String> faults = new ArrayList<>();
        if (needsFile && column(ImageField.FILE, header).isEmpty()) {
            faults.add(missing(ImageField.FILE, "names the images", header));
        }
        if (needsTarget && column(ImageField.TARGET, header).isEmpty()) {
            faults.add(missing(ImageField.TARGET, "holds the prompts", header));
        }
        named.forEach((field, name) -> {
            boolean told = field == ImageField.FILE || field == ImageField.TARGET;
            if (!told && !header.contains(name)) {
                faults.add("there is no column %s for %s: the table has %s"
                        .formatted(FieldText.quoted(name), field.label(), listed(header)));
            }
        });
        return faults;
    }

    private String missing(ImageField field, String does, Collection<String> header) {
        List<String> names = columns(field);
        Optional<String> meant = header.stream()
                .filter(column -> names.stream().anyMatch(name -> isNear(column, name)))
                .findFirst();
        String wanted = names.size() == 1
                ? names.get(0)
                : names.get(0) + " (or " + String.join(", ", names.subList(1, names.size())) + ")";
        if (meant.isPresent()) {
            return "no column %s: %s is missing, did you mean %s? Rename it, or say --columns %s=%s"
                    .formatted(does, wanted, FieldText.quoted(meant.get()), field.label(), meant.get());
        }
        String usual = header.stream()
                .filter(column -> isUsual(field, names, column))
                .findFirst()
                .map(column -> "--columns %s=%s".formatted(field.label(), column))
                .orElse("which does with --columns %s=NAME".formatted(field.label()));
        return "no column %s: add %s, or say %s; the table has %s".formatted(does, wanted, usual, listed(header));
    }

    /** Whether a column, or a member of an object within the object, has the name that others give to a field. */
    private static boolean isUsual(ImageField field, List<String> names, String column) {
        String last = column.substring(column.lastIndexOf('.') + 1);
        return names.contains(last) || field == ImageField.TARGET && last.equals(CAPTION);
    }

    private static boolean isNear(String column, String name) {
        return column.strip().equalsIgnoreCase(name)
                || name.length() > SLIPS && EditDistance.between(column, name, SLIPS) < SLIPS;
    }

    private static String listed(Collection<String> header) {
        return FieldText.quoted(String.join(",", header));
    }
}
