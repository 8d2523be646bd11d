package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.schemas.table.FieldText;

/** Images with captions, by which each is to find the other. An image may have several, and share one with others. */
public final class RetrieveTask {

    private final SortedMap<String, SortedSet<String>> captions = new TreeMap<>();
    private final SortedSet<String> texts = new TreeSet<>();
    private final Needs needs = new Needs();

    private RetrieveTask() {}

    /**
     * Reads a file.
     *
     * @param file CSV with the columns {@code image}, {@code caption}
     * @throws io.steerscope.schemas.table.TableException if the file is not of this form
     */
    public static RetrieveTask read(Path file) throws IOException {
        InputTable table = InputTable.read(file, List.of("image", "caption"), List.of());
        RetrieveTask task = new RetrieveTask();
        Map<List<String>, Integer> lines = new HashMap<>();
        for (InputTable.Row row : table.rows()) {
            String image = row.text("image");
            String caption = row.text("caption");
            Integer first = lines.putIfAbsent(List.of(image, caption), row.line());
            if (first != null) {
                row.fault(
                        "image",
                        "image %s has this caption here and on line %d: keep one of the rows"
                                .formatted(FieldText.quoted(image), first));
            }
            task.captions.computeIfAbsent(image, key -> new TreeSet<>()).add(caption);
            task.texts.add(caption);
            task.needs.addImage(image, row.where("image"));
            task.needs.addText(caption, row.where("caption"));
        }
        table.refuseFaults();
        return task;
    }

    /** Which vectors it takes. */
    public Needs needs() {
        return needs;
    }

    /** The task with the vectors of a model that has all it needs. */
    public RetrieveSet with(EmbeddingSpace space) {
        List<String> different = List.copyOf(texts);
        List<int[]> numbers = new ArrayList<>();
        for (SortedSet<String> ofImage : captions.values()) {
            numbers.add(ofImage.stream()
                    .mapToInt(caption -> Collections.binarySearch(different, caption))
                    .toArray());
        }
        return new RetrieveSet(
                space.name(),
                Images.of(captions.keySet(), space),
                different,
                different.stream().map(space::text).toArray(double[][]::new),
                numbers);
    }
}
