package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.text.VisibleText;

/** How many images there are of each category and method, unsteered ones among the methods. */
final class ImageTable {

    private static final int COLUMN = 10;

    /** A row: pairs and images by method. */
    private static final class Category {
        private final Set<String> pairs = new HashSet<>();
        private final Map<String, Long> images = new LinkedHashMap<>();
    }

    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Set<String> methods = new LinkedHashSet<>();

    private ImageTable() {}

    static ImageTable of(ExperimentDesign design) {
        ImageTable table = new ImageTable();
        long seeds = design.seeds().size();
        design.pairs().pairs().forEach(pair -> {
            design.methods()
                    .forEach(method -> table.add(
                            pair.category(),
                            pair.pairId(),
                            method,
                            seeds * design.alphas().size()));
            design.baseline()
                    .images()
                    .forEach(image -> table.add(pair.category(), pair.pairId(), "(" + image.id() + ")", seeds));
        });
        return table;
    }

    static ImageTable of(ImageSet set) {
        ImageTable table = new ImageTable();
        set.images()
                .forEach(
                        image -> table.add(image.pair().category(), image.pair().pairId(), image.method(), 1));
        return table;
    }

    private void add(String category, String pair, String method, long images) {
        Category row = categories.computeIfAbsent(category, name -> new Category());
        row.pairs.add(pair);
        row.images.merge(method, images, Long::sum);
        methods.add(method);
    }

    /** A line for the header, for each category, and for all of them. */
    List<String> lines() {
        int width = categories.keySet().stream()
                .mapToInt(name -> VisibleText.of(name).length())
                .max()
                .orElse(0);
        width = Math.max(width, "category".length());
        List<String> header = new ArrayList<>(List.of("pairs"));
        header.addAll(methods);
        header.add("images");
        List<String> lines = new ArrayList<>(List.of(line(width, "category", header)));
        Category all = new Category();
        for (Map.Entry<String, Category> category : categories.entrySet()) {
            lines.add(line(width, VisibleText.of(category.getKey()), cells(category.getValue())));
            all.pairs.addAll(category.getValue().pairs);
            category.getValue().images.forEach((method, images) -> all.images.merge(method, images, Long::sum));
        }
        lines.add(line(width, "all", cells(all)));
        return lines;
    }

    private List<String> cells(Category row) {
        List<String> cells = new ArrayList<>(List.of(Numbers.count(row.pairs.size())));
        methods.forEach(method -> cells.add(Numbers.count(row.images.getOrDefault(method, 0L))));
        cells.add(Numbers.count(
                row.images.values().stream().mapToLong(Long::longValue).sum()));
        return cells;
    }

    private String line(int width, String name, List<String> cells) {
        List<String> names = new ArrayList<>(List.of("pairs"));
        names.addAll(methods);
        names.add("images");
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", name));
        for (int i = 0; i < cells.size(); i++) {
            int column = Math.max(COLUMN, names.get(i).length() + 2);
            line.append(String.format(Locale.ROOT, "%" + column + "s", cells.get(i)));
        }
        return line.toString();
    }
}
