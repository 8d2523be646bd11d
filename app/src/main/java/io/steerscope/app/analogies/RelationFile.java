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
        try (CsvStream table = CsvStream.open(file, List.of(RELATION), faults)) {
            faults.refuseIfAny();
            boolean letters = table.columns().contains("a") && table.columns().contains("b");
            boolean named = table.columns().contains("first") && table.columns().contains("second");
            if (!letters && !named) {
                faults.add(Place.BEGINNING, "the words of a pair are missing: add the columns first and second");
                faults.refuseIfAny();
            }
            int relation = table.position(RELATION);
            int first = table.position(named ? "first" : "a");
            int second = table.position(named ? "second" : "b");
            int rating = table.columns().contains(RATING) ? table.position(RATING) : -1;
            table.forEach(row -> {
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
