package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.statistics.differences.Comparative;

/** Classes, comparatives between them, and images that are each in one of them. */
public final class ClassifyTask {

    private record Comparison(int first, int second, String text) {}

    private final ClassFile classes;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<String, Integer> labels = new TreeMap<>();
    private final Needs needs = new Needs();

    private ClassifyTask(ClassFile classes) {
        this.classes = classes;
        classes.classes().forEach(entry -> needs.addText(entry.prompt(), entry.where()));
    }

    /**
     * Reads the files.
     *
     * @param classes as {@link ClassFile} describes
     * @param template the text of a class that has none of its own, with {@code {c}} for its name
     * @param comparatives CSV with the columns {@code first}, {@code second}, {@code text}
     * @param labels CSV with the columns {@code image}, {@code label}
     * @throws io.steerscope.schemas.table.TableException if one of them is not of its form
     */
    public static ClassifyTask read(Path classes, String template, Path comparatives, Path labels) throws IOException {
        ClassifyTask task = new ClassifyTask(ClassFile.read(classes, template));
        task.readComparatives(classes, comparatives);
        task.readLabels(classes, labels);
        return task;
    }

    private void readComparatives(Path classes, Path file) throws IOException {
        InputTable table = InputTable.read(file, List.of("first", "second", "text"), List.of());
        for (InputTable.Row row : table.rows()) {
            int first = number(row, "first", classes);
            int second = number(row, "second", classes);
            if (first >= 0 && first == second) {
                row.fault("second", "a class does not differ from itself: name two classes, or leave the row out");
            }
            needs.addText(row.text("text"), row.where("text"));
            comparisons.add(new Comparison(first, second, row.text("text")));
        }
        table.refuseFaults();
    }

    private void readLabels(Path classes, Path file) throws IOException {
        InputTable table = InputTable.read(file, List.of("image", "label"), List.of());
        Map<String, Integer> lines = new TreeMap<>();
        for (InputTable.Row row : table.rows()) {
            String image = row.text("image");
            row.requireOnce("image", lines);
            labels.put(image, number(row, "label", classes));
            needs.addImage(image, row.where("image"));
        }
        table.refuseFaults();
    }

    private int number(InputTable.Row row, String column, Path file) {
        String name = row.text(column);
        for (int c = 0; c < classes.classes().size(); c++) {
            if (classes.classes().get(c).name().equals(name)) {
                return c;
            }
        }
        row.fault(column, "%s is no class of %s: correct it, or add the class".formatted(FieldText.quoted(name), file));
        return -1;
    }

    /** Which vectors it takes. */
    public Needs needs() {
        return needs;
    }

    /** The task with the vectors of a model that has all it needs. */
    public ClassifySet with(EmbeddingSpace space) {
        return new ClassifySet(
                space.name(),
                classes.classes().stream().map(ClassFile.Entry::name).toList(),
                classes.classes().stream()
                        .map(entry -> space.text(entry.prompt()))
                        .toArray(double[][]::new),
                comparisons.stream()
                        .map(each -> new Comparative(each.first(), each.second(), space.text(each.text())))
                        .toList(),
                Images.of(labels.keySet(), space),
                labels.values().stream().mapToInt(Integer::intValue).toArray());
    }
}
