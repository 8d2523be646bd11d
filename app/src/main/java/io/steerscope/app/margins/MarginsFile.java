package io.steerscope.app.margins;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
 * told apart by the columns {@code method} and {@code scorer}. Columns {@code source} and
 * {@code target} are compared, so that a pair has one of each; other columns are not used.
 */
public final class MarginsFile {

    static final String PAIR = "pair_id";
    static final String CATEGORY = "category";
    static final String ALPHA = "alpha";
    static final String SEED = "seed";
    static final String MARGIN = "margin";
    static final List<String> PROMPTS = List.of("source", "target");
    static final String METHOD = "method";
    static final String SCORER = "scorer";
    static final List<String> SERIES = List.of(METHOD, SCORER);

    private static final List<String> COLUMNS = List.of(PAIR, CATEGORY, ALPHA, SEED, MARGIN);
    private static final double MOST = 2.0;
    private static final String NO_COSINES =
            "is a difference of cosines and must lie in [-2, 2]: divide margins of another scale, as with --scale 100";

    private final TableFaults faults;
    private final SeriesChoice choice;
    private final double scale;
    private final SortedSet<String> scorers = new TreeSet<>();
    private final SortedMap<String, SortedSet<String>> methodsByScorer = new TreeMap<>();
    private final RowsTogether together;
    private final SortedMap<Series, List<MarginObservation>> bySeries = new TreeMap<>();

    private MarginsFile(Path file, SeriesChoice choice, double scale) {
        this.faults = new TableFaults(file);
        this.choice = choice;
        this.scale = scale;
        this.together = new RowsTogether(faults);
    }

    /**
     * The margins of a file as they stand there.
     *
     * @throws io.steerscope.schemas.table.TableException if the file holds no margins in this form
     * @throws IOException if it cannot be read
     */
    public static Margins read(Path file) throws IOException {
        return read(file, SeriesChoice.ALL, 1.0);
    }

    /**
     * The margins of some series of a file. A row that stands there several times counts once.
     *
     * @param choice which series
     * @param scale above 0, what margins are divided by, such as 100 for a hundred times the cosine
     * @throws io.steerscope.schemas.table.TableException if the file holds no such margins in this form
     * @throws IOException if it cannot be read
     */
    public static Margins read(Path file, SeriesChoice choice, double scale) throws IOException {
        return new MarginsFile(file, choice, scale).read(TextFile.read(file));
    }

    private Margins read(String text) {
        CsvTable table = CsvTable.of(text, COLUMNS, faults);
        faults.refuseIfAny();
        table.forEach(this::take);
        choice.checkScorer(table.columns().contains(SCORER), scorers, faults);
        checkMethods(table.columns().contains(METHOD));
        if (faults.count() == 0 && bySeries.isEmpty()) {
            faults.add(new Place(2, 1), "no margins: add one line for each image");
        }
        faults.refuseIfAny();
        return new Margins(bySeries, unused(table.columns()), together.repetitions());
    }

    private void checkMethods(boolean hasColumn) {
        if (methodsByScorer.isEmpty()) {
            choice.checkMethods(SeriesChoice.FILE, hasColumn, Collections.emptySortedSet(), faults);
        }
        long before = faults.count();
        methodsByScorer.forEach((scorer, methods) -> {
            if (faults.count() == before) {
                String holder = methodsByScorer.size() == 1 ? SeriesChoice.FILE : "scorer " + VisibleText.of(scorer);
                choice.checkMethods(holder, hasColumn, methods, faults);
            }
        });
    }

    private static List<String> unused(List<String> columns) {
        return columns.stream()
                .filter(column -> !COLUMNS.contains(column) && !SERIES.contains(column) && !PROMPTS.contains(column))
                .toList();
    }

    private void take(CsvRow row) {
        Series series = series(row);
        if (!isChosen(series, row)) {
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
                bySeries.computeIfAbsent(series, key -> new ArrayList<>()).add(observation);
            }
        }
    }

    /** The series of a row. */
    private static Series series(CsvRow row) {
        return new Series(row.has(SCORER) ? row.text(SCORER) : "", row.has(METHOD) ? row.text(METHOD) : "");
    }

    /** Whether a series is wanted; notes which there are. */
    private boolean isChosen(Series series, CsvRow row) {
        if (row.has(SCORER)) {
            scorers.add(series.scorer());
        }
        if (!choice.wantsScorer(series.scorer())) {
            return false;
        }
        if (row.has(METHOD)) {
            methodsByScorer
                    .computeIfAbsent(series.scorer(), scorer -> new TreeSet<>())
                    .add(series.method());
        }
        return choice.wantsMethod(series.method());
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
