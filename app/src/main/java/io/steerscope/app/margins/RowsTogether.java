package io.steerscope.app.margins;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.NoiseSeeds;
import io.steerscope.schemas.table.CsvRow;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Lookalikes;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.statistics.analysis.MarginObservation;

/** What takes two rows of margins to see. Every fault names the lines of both. */
final class RowsTogether {

    /** Alphas closer to each other than this share of the larger differ by rounding only. */
    private static final double ROUNDING = 1e-6;

    private record Image(List<String> series, String pair, double alpha, long seed) {}

    private record First(double margin, String text, int line) {}

    private record SeedLine(long seed, int line) {}

    private record Said(String text, int line) {}

    private final TableFaults faults;
    private final Map<Image, First> images = new HashMap<>();
    private final Map<List<String>, Said> saidOfPairs = new HashMap<>();
    private final Set<List<String>> told = new HashSet<>();
    private final TreeMap<Double, Integer> lineByAlpha = new TreeMap<>();
    private final Map<Long, SeedLine> seedByNoise = new HashMap<>();
    private final Lookalikes pairs = new Lookalikes(MarginsFile.PAIR, true);
    private final Lookalikes categories = new Lookalikes(MarginsFile.CATEGORY, false);
    private Margins.Repetitions repetitions = Margins.Repetitions.NONE;

    RowsTogether(TableFaults faults) {
        this.faults = faults;
    }

    Margins.Repetitions repetitions() {
        return repetitions;
    }

    /** Whether no earlier row is about the image of this one; notes where the rows do not fit together. */
    boolean isFirst(CsvRow row, MarginObservation observation) {
        int line = row.line();
        pairs.add(observation.pairId(), line).ifPresent(fault -> faults.add(row.place(MarginsFile.PAIR), fault));
        categories
                .add(observation.category(), line)
                .ifPresent(fault -> faults.add(row.place(MarginsFile.CATEGORY), fault));
        checkAlpha(row, observation.alpha());
        checkSeed(row, observation.seed());
        checkOfPair(row, observation.pairId(), MarginsFile.CATEGORY);
        MarginsFile.PROMPTS.stream()
                .filter(column -> row.has(column) && !row.text(column).isEmpty())
                .forEach(column -> checkOfPair(row, observation.pairId(), column));
        return isFirstOfImage(row, observation);
    }

    private boolean isFirstOfImage(CsvRow row, MarginObservation observation) {
        List<String> series =
                MarginsFile.SERIES.stream().filter(row::has).map(row::text).toList();
        int line = row.line();
        First first = images.putIfAbsent(
                new Image(series, observation.pairId(), observation.alpha(), observation.seed()),
                new First(observation.margin(), row.text(MarginsFile.MARGIN), line));
        if (first == null) {
            return true;
        }
        if (first.margin == observation.margin()) {
            repetitions = repetitions.and(first.line, line);
        } else {
            faults.add(
                    row.place(MarginsFile.MARGIN),
                    "pair %s, alpha %s, seed %d has margin %s here and %s on line %d: keep one of the rows"
                            .formatted(
                                    FieldText.quoted(observation.pairId()),
                                    observation.alpha(),
                                    observation.seed(),
                                    row.text(MarginsFile.MARGIN),
                                    first.text,
                                    first.line));
        }
        return false;
    }

    private void checkOfPair(CsvRow row, String pair, String column) {
        String text = row.text(column);
        Said said = saidOfPairs.putIfAbsent(List.of(column, pair), new Said(text, row.line()));
        boolean differs = said != null && !text.equals(said.text) && !isToldAsAlike(column, text, said.text);
        if (differs && told.add(List.of(column, pair, text))) {
            boolean alike = Lookalikes.seen(text).equals(Lookalikes.seen(said.text));
            UnaryOperator<String> shown = alike ? FieldText::spelledOut : FieldText::quoted;
            faults.add(
                    row.place(column),
                    "pair %s has %s %s here and %s on line %d: give it one"
                            .formatted(
                                    FieldText.quoted(pair),
                                    column,
                                    shown.apply(text),
                                    shown.apply(said.text),
                                    said.line));
        }
    }

    private boolean isToldAsAlike(String column, String text, String other) {
        return column.equals(MarginsFile.CATEGORY) && categories.alike(text, other);
    }

    private void checkAlpha(CsvRow row, double alpha) {
        if (lineByAlpha.containsKey(alpha)) {
            return;
        }
        Double near = nearest(alpha);
        if (near != null) {
            faults.add(
                    row.place(MarginsFile.ALPHA),
                    "alpha %s differs from %s on line %d by rounding only: write both alike"
                            .formatted(alpha, near, lineByAlpha.get(near)));
        }
        lineByAlpha.put(alpha, row.line());
    }

    private void checkSeed(CsvRow row, long seed) {
        SeedLine first = seedByNoise.putIfAbsent(NoiseSeeds.noise(seed), new SeedLine(seed, row.line()));
        if (first != null && first.seed != seed && told.add(List.of(MarginsFile.SEED, Long.toString(seed)))) {
            faults.add(
                    row.place(MarginsFile.SEED),
                    "%s; seed %d stands on line %d: write it alike, or leave one of them out"
                            .formatted(NoiseSeeds.fault(seed, first.seed), first.seed, first.line));
        }
    }

    private @Nullable Double nearest(double alpha) {
        for (Double other : new Double[] {lineByAlpha.lowerKey(alpha), lineByAlpha.higherKey(alpha)}) {
            if (other != null && Math.abs(other - alpha) <= ROUNDING * Math.max(Math.abs(alpha), Math.abs(other))) {
                return other;
            }
        }
        return null;
    }
}
