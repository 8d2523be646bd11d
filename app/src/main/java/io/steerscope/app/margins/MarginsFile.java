package io.steerscope.app.margins;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
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
 * told apart by the columns {@code method} and {@code scorer}. Rows of method {@code source} (alpha 0) and
 * {@code target} (alpha 1) are of unsteered images, as are those of alpha 0 in a file without a column {@code method}.
 * Columns {@code source} and {@code target} are compared, so that a pair has one of each; {@code shift} is computed
 * again; other columns are not used.
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
    private static final String SHIFT = "shift";

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
    private final UnsteeredMargins unsteered = new UnsteeredMargins();
    private final @Nullable Margins steered;
    private final Map<String, String> categoryByPair = new HashMap<>();
    private final SortedMap<Series, List<MarginObservation>> bySeries = new TreeMap<>();

    /** @param steered the margins to which the file adds those of unsteered images; null for a file of margins */
    private MarginsFile(Path file, SeriesChoice choice, double scale, @Nullable Margins steered) {
        this.faults = new TableFaults(file);
        this.choice = choice;
        this.scale = scale;
        this.steered = steered;
        if (steered != null) {
            steered.observations().forEach(margin -> categoryByPair.put(margin.pairId(), margin.category()));
        }
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
        return new MarginsFile(file, choice, scale, null).read(TextFile.read(file));
    }

    /**
     * The same margins with those of unsteered images from another file, such as the {@code baseline.csv} of a run.
     *
     * @param file a file whose column {@code method} holds {@code source} or {@code target}
     * @throws io.steerscope.schemas.table.TableException if the file holds no such margins, or others
     * @throws IOException if it cannot be read
     */
    public static Margins withUnsteered(Margins margins, Path file, SeriesChoice choice, double scale)
            throws IOException {
        return margins.withUnsteered(new MarginsFile(file, choice, scale, margins).readUnsteered(TextFile.read(file)));
    }

    private SortedMap<String, Margins.Unsteered> readUnsteered(String text) {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.add(METHOD);
        if (steered != null && !steered.unsteered().isEmpty()) {
            faults.add(
                    Place.BEGINNING,
                    "the margins hold unsteered images already (of method source or target, or of alpha 0 where they have no column"
                            + " method): leave --baseline out, or these rows");
        }
        CsvTable table = CsvTable.of(text, columns, faults);
        faults.refuseIfAny();
        table.forEach(this::take);
        if (faults.count() == 0 && unsteered.isEmpty()) {
            faults.add(new Place(2, 1), "no margins of unsteered images: add a line of method source for each image");
        }
        if (steered != null
                && !table.columns().contains(SCORER)
                && steered.bySeries().keySet().stream()
                        .anyMatch(series -> !series.scorer().isEmpty())) {
            faults.add(Place.BEGINNING, "the margins are told apart by a column scorer: add it here");
        }
        faults.refuseIfAny();
        return unsteered.byScorer();
    }

    private Margins read(String text) {
        CsvTable table = CsvTable.of(text, COLUMNS, faults);
        faults.refuseIfAny();
        table.forEach(this::take);
        long taken = table.columns().contains(METHOD) || !choice.unsteered() ? 0 : unsteered.takeAlphaZero(bySeries);
        choice.checkScorer(table.columns().contains(SCORER), scorers, faults);
        checkMethods(table.columns().contains(METHOD));
        if (faults.count() == 0 && bySeries.isEmpty()) {
            faults.add(
                    new Place(2, 1),
                    unsteered.isEmpty()
                            ? "no margins: add one line for each image"
                            : "only margins of unsteered images: give this file with --baseline, and those of steered images"
                                    + " with --margins");
        }
        faults.refuseIfAny();
        return new Margins(bySeries, unsteered.byScorer(), taken, unused(table.columns()), together.repetitions());
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
                .filter(column -> !column.equals(SHIFT))
                .toList();
    }

    private void take(CsvRow row) {
        Series series = series(row);
        Optional<UnsteeredImage> image = UnsteeredImage.named(series.method());
        if (image.isPresent() ? !choice.wantsUnsteered(series.scorer()) : !isChosen(series, row)) {
            return;
        }
        long before = faults.count();
        String pair = name(row, PAIR);
        String category = name(row, CATEGORY);
        double alpha = decimal(row, ALPHA);
        long seed = seed(row);
        double margin = margin(row);
        checkUnsteered(row, image, pair, category, alpha);
        if (faults.count() == before) {
            MarginObservation observation = new MarginObservation(pair, category, alpha, seed, margin);
            if (!together.isFirst(row, observation)) {
                return;
            }
            if (image.isPresent()) {
                unsteered.add(series.scorer(), image.get(), observation);
            } else {
                bySeries.computeIfAbsent(series, key -> new ArrayList<>()).add(observation);
            }
        }
    }

    /** Notes where a row is not of the image that its method stands for, or of another pair than it says. */
    private void checkUnsteered(
            CsvRow row, Optional<UnsteeredImage> image, String pair, String category, double alpha) {
        if (image.isPresent() && image.get().alpha() != alpha) {
            faults.add(
                    row.place(ALPHA),
                    "method %s stands for the image of the %s prompt alone, at alpha %s: write that alpha, or name the method"
                                    .formatted(
                                            image.get().id(),
                                            image.get().id(),
                                            image.get().alpha())
                            + " otherwise");
        }
        if (steered == null) {
            return;
        }
        if (image.isEmpty()) {
            faults.add(
                    row.place(METHOD),
                    "method %s is steered: only rows of source and target belong in this file"
                            .formatted(FieldText.quoted(row.text(METHOD))));
        }
        String known = categoryByPair.get(pair);
        if (known != null && !known.equals(category)) {
            faults.add(
                    row.place(CATEGORY),
                    "pair %s has category %s here and %s among the margins: give it one"
                            .formatted(FieldText.quoted(pair), FieldText.quoted(category), FieldText.quoted(known)));
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
