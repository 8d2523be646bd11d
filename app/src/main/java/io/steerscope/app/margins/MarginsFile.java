package io.steerscope.app.margins;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.steerscope.schemas.table.CsvRow;
import io.steerscope.schemas.table.CsvTable;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Lookalikes;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.table.TextFile;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.analysis.MarginObservation;

/**
 * Reads a CSV file of margins, UTF-8, with a header line that names the columns {@code pair_id}, {@code category},
 * {@code alpha}, {@code seed} and {@code margin} in any order. A file may hold margins of several methods and scorers,
 * told apart by the columns {@code method} and {@code scorer}; one of each is read. Columns {@code source} and
 * {@code target} are compared, so that a pair has one of each; other columns are not used.
 */
public final class MarginsFile {

    static final String PAIR = "pair_id";
    static final String CATEGORY = "category";
    static final String ALPHA = "alpha";
    static final String SEED = "seed";
    static final String MARGIN = "margin";
    static final List<String> PROMPTS = List.of("source", "target");
    static final List<String> SERIES = List.of("method", "scorer");

    private static final List<String> COLUMNS = List.of(PAIR, CATEGORY, ALPHA, SEED, MARGIN);
    private static final int MOST_NAMED = 10;
    private static final double MOST = 2.0;
    private static final String NO_COSINES =
            "is a difference of cosines and must lie in [-2, 2]: divide margins of another scale, as with --scale 100";

    private final TableFaults faults;
    private final Map<String, String> chosen;
    private final double scale;
    private final Map<String, SortedSet<String>> found = new HashMap<>();
    private final RowsTogether together;
    private final List<MarginObservation> observations = new ArrayList<>();

    private MarginsFile(Path file, Map<String, String> chosen, double scale) {
        this.faults = new TableFaults(file);
        this.chosen = chosen;
        this.scale = scale;
        this.together = new RowsTogether(faults);
    }

    /**
     * The margins of a file, in its order, when it holds those of one method and scorer.
     *
     * @throws io.steerscope.schemas.table.TableException if the file holds no margins in this form
     * @throws IOException if it cannot be read
     */
    public static Margins read(Path file) throws IOException {
        return read(file, Map.of(), 1.0);
    }

    /**
     * The margins of one method and scorer of a file as they stand there.
     *
     * @throws IOException as {@link #read(Path, Map, double)}
     */
    public static Margins read(Path file, Map<String, String> chosen) throws IOException {
        return read(file, chosen, 1.0);
    }

    /**
     * The margins of one method and scorer of a file, in its order. A row that stands there several times counts once.
     *
     * @param chosen the value wanted in column {@code method}, {@code scorer} or both; a column that is not chosen
     *     may hold only one value
     * @param scale above 0, what margins are divided by, such as 100 for a hundred times the cosine
     * @throws io.steerscope.schemas.table.TableException if the file holds no such margins in this form
     * @throws IOException if it cannot be read
     */
    public static Margins read(Path file, Map<String, String> chosen, double scale) throws IOException {
        return new MarginsFile(file, chosen, scale).read(TextFile.read(file));
    }

    private Margins read(String text) {
        CsvTable table = CsvTable.of(text, COLUMNS, faults);
        faults.refuseIfAny();
        table.forEach(this::take);
        SERIES.forEach(column -> requireOneSeries(column, table.columns().contains(column)));
        if (faults.count() == 0 && observations.isEmpty()) {
            faults.add(new Place(2, 1), "no margins: add one line for each image");
        }
        faults.refuseIfAny();
        return new Margins(observations, unused(table.columns()), together.repetitions());
    }

    private static List<String> unused(List<String> columns) {
        return columns.stream()
                .filter(column -> !COLUMNS.contains(column) && !SERIES.contains(column) && !PROMPTS.contains(column))
                .toList();
    }

    private void take(CsvRow row) {
        if (!isChosen(row)) {
            return;
        }
        long before = faults.count();
        String pair = name(row, PAIR);
        String category = name(row, CATEGORY);
        double alpha = decimal(row, ALPHA);
        long seed = seed(row);
        double margin = margin(row);
        if (faults.count() == before) {
            MarginObservation observation = new MarginObservation(pair, category, alpha, seed, margin);
            if (together.isFirst(row, observation)) {
                observations.add(observation);
            }
        }
    }

    /** Whether a row is of the chosen method and scorer; notes which there are. */
    private boolean isChosen(CsvRow row) {
        boolean isChosen = true;
        for (String column : SERIES) {
            if (row.has(column)) {
                String value = row.text(column);
                found.computeIfAbsent(column, key -> new TreeSet<>()).add(value);
                isChosen &= value.equals(chosen.getOrDefault(column, value));
            }
        }
        return isChosen;
    }

    private void requireOneSeries(String column, boolean isThere) {
        SortedSet<String> values = found.getOrDefault(column, Collections.emptySortedSet());
        String wanted = chosen.get(column);
        String there = values.stream().limit(MOST_NAMED).map(VisibleText::of).collect(Collectors.joining(", "))
                + (values.size() > MOST_NAMED ? ", ..." : "");
        if (wanted == null && values.size() > 1) {
            faults.add(
                    Place.BEGINNING,
                    "the file holds %d %ss (%s): choose one with --%s".formatted(values.size(), column, there, column));
        } else if (wanted != null && !isThere) {
            faults.add(Place.BEGINNING, "the file has no column %s: leave --%s out".formatted(column, column));
        } else if (wanted != null && !values.isEmpty() && !values.contains(wanted)) {
            faults.add(
                    Place.BEGINNING,
                    "the file holds no %s %s: choose one of %s".formatted(column, VisibleText.of(wanted), there));
        }
    }

    private String name(CsvRow row, String column) {
        String text = row.text(column);
        String fault = Lookalikes.seen(text).isEmpty() ? "is empty: fill it in" : FieldText.fault(text);
        if (!fault.isEmpty()) {
            faults.add(row.place(column), column + " " + fault);
        }
        return text;
    }

    private double decimal(CsvRow row, String column) {
        OptionalDouble number = PlainNumber.decimal(row.text(column));
        if (number.isEmpty()) {
            faults.add(row.place(column), column + " " + PlainNumber.decimalFault(row.text(column)));
        }
        return number.orElse(0);
    }

    private double margin(CsvRow row) {
        double margin = decimal(row, MARGIN) / scale;
        if (!(Math.abs(margin) <= MOST)) {
            faults.add(
                    row.place(MARGIN),
                    "margin %s %s".formatted(row.text(MARGIN), scale == 1.0 ? NO_COSINES : outside()));
        }
        return margin;
    }

    private String outside() {
        return "over the scale %s is outside [-2, 2], where differences of cosines lie: choose a larger --scale"
                .formatted(BigDecimal.valueOf(scale).stripTrailingZeros().toPlainString());
    }

    private long seed(CsvRow row) {
        OptionalLong number = PlainNumber.whole(row.text(SEED));
        if (number.isEmpty()) {
            faults.add(row.place(SEED), "seed " + PlainNumber.wholeFault(row.text(SEED)));
        }
        return number.orElse(0);
    }
}
