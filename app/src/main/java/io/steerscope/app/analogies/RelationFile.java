package io.steerscope.app.analogies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import io.steerscope.producer.pairs.PairFile;
import io.steerscope.schemas.table.CsvStream;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.table.TableFaults;

/**
 * Pairs of words that hold a relation.
 *
 * @param relations pairs by relation, both in the order of the file
 */
public record RelationFile(Map<String, List<Pair>> relations) {

    private static final String RELATION = "relation";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String RATING = "rating";

    /**
     * A pair.
     *
     * @param rating how typical people find it; NaN where nothing is said
     */
    public record Pair(String first, String second, double rating) {}

    /**
     * Reads a CSV table with the columns {@code relation}, {@code first}, {@code second} (or {@code a}, {@code b}) and,
     * if there is one, {@code rating}.
     *
     * @throws io.steerscope.schemas.table.TableException if the file is no such table
     * @throws IOException if it cannot be read
     */
    public static RelationFile read(Path file) throws IOException {
        TableFaults faults = new TableFaults(file);
        Map<String, List<Pair>> relations = new LinkedHashMap<>();
        SpelledColumns columns = SpelledColumns.of(FileBeginning.of(file).firstLine());
        boolean named = columns.has(FIRST) && columns.has(SECOND) || !columns.has("a") && !columns.has("b");
        List<String> names = columns.spelled(named ? List.of(RELATION, FIRST, SECOND) : List.of(RELATION, "a", "b"));
        try (CsvStream table = CsvStream.open(file, names, faults)) {
            faults.refuseIfAny();
            int relation = table.position(names.get(0));
            int first = table.position(names.get(1));
            int second = table.position(names.get(2));
            SpelledColumns present = SpelledColumns.of(table.columns());
            int rating = present.has(RATING) ? table.position(present.spelled(RATING)) : -1;
            table.forEach(row -> {
                if (row.text(relation).isBlank()) {
                    faults.add(row.place(relation), "the relation has no name: fill it in");
                }
                for (int column : new int[] {first, second}) {
                    if (row.text(column).isBlank()) {
                        faults.add(row.place(column), "a word of the pair is empty: fill it in");
                    }
                }
                relations
                        .computeIfAbsent(row.text(relation), name -> new ArrayList<>())
                        .add(new Pair(row.text(first), row.text(second), rating(row, rating, faults)));
            });
        }
        if (faults.count() == 0 && relations.isEmpty()) {
            faults.add(Place.BEGINNING, "there is no pair: write relation,first,second on each line");
        }
        faults.refuseIfAny();
        return new RelationFile(relations);
    }

    /** The categories of pairs of prompts, each a relation of its sources to its targets. */
    public static RelationFile of(PairFile pairs) {
        Map<String, List<Pair>> relations = new LinkedHashMap<>();
        pairs.pairs()
                .byCategory()
                .forEach((category, ofCategory) -> relations.put(
                        category,
                        ofCategory.stream()
                                .map(pair -> new Pair(pair.source(), pair.target(), Double.NaN))
                                .toList()));
        return new RelationFile(relations);
    }

    private static double rating(CsvStream.Row row, int column, TableFaults faults) {
        if (column < 0 || row.text(column).isEmpty()) {
            return Double.NaN;
        }
        OptionalDouble rating = PlainNumber.decimal(row.text(column));
        if (rating.isEmpty()) {
            faults.add(row.place(column), "rating " + PlainNumber.decimalFault(row.text(column)));
        }
        return rating.orElse(Double.NaN);
    }
}
