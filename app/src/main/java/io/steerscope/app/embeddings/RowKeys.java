package io.steerscope.app.embeddings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Lookalikes;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.table.TableFaults;

/** The keys of the rows of one table, and what takes two rows to see. Every fault names both of them. */
final class RowKeys {

    static final String IMAGE = "image";
    static final String PAIR = "pair_id";
    static final String CATEGORY = "category";
    static final String METHOD = "method";
    static final String ALPHA = "alpha";
    static final String SEED = "seed";

    private static final List<String> OF_PAIR = List.of(PAIR, ALPHA, SEED);
    private static final List<String> SAID_OF_PAIR = List.of(CATEGORY, "source", "target");

    private record Said(String text, int line) {}

    private final TableFaults faults;
    private final List<String> columns;
    private final IntFunction<String> where;
    private final boolean byPair;
    private final boolean usable;
    private final Lookalikes pairs = new Lookalikes(PAIR, true);
    private final Lookalikes categories = new Lookalikes(CATEGORY, false);
    private final Map<EmbeddingKey, Integer> lines = new HashMap<>();
    private final Map<List<String>, Said> saidOfPairs = new HashMap<>();
    private final Set<List<String>> told = new HashSet<>();

    /** Of a table whose columns are known; those that are missing are noted. */
    RowKeys(TextColumns table) {
        this.faults = table.faults();
        this.columns = table.columns();
        this.where = table::where;
        List<String> missing =
                OF_PAIR.stream().filter(name -> !columns.contains(name)).toList();
        this.byPair = missing.isEmpty();
        this.usable = byPair || columns.contains(IMAGE);
        if (!usable) {
            boolean none = missing.size() == OF_PAIR.size();
            faults.add(
                    table.header(),
                    "nothing names the images: add %s"
                            .formatted(
                                    none
                                            ? "the column image, or pair_id, alpha and seed"
                                            : "the column " + String.join(" and ", missing) + ", or image"));
        }
    }

    boolean byPair() {
        return byPair;
    }

    /** The key of a row; empty if it has none, or an earlier row has it, which is noted. */
    Optional<EmbeddingKey> of(Fields row) {
        if (!usable) {
            return Optional.empty();
        }
        long before = faults.count();
        EmbeddingKey key = byPair ? ofPair(row) : new EmbeddingKey.OfImage(name(row, IMAGE));
        checkCategory(row);
        if (faults.count() > before) {
            return Optional.empty();
        }
        Integer first = lines.putIfAbsent(key, row.line());
        if (first != null) {
            faults.add(
                    row.place(column(byPair ? PAIR : IMAGE)),
                    "%s stands here and %s: keep one of the rows".formatted(shown(key), where.apply(first)));
            return Optional.empty();
        }
        return Optional.of(key);
    }

    private static String shown(EmbeddingKey key) {
        if (key instanceof EmbeddingKey.OfPair pair) {
            return "pair %s, alpha %s, seed %d%s"
                    .formatted(
                            FieldText.quoted(pair.pairId()),
                            pair.alpha(),
                            pair.seed(),
                            pair.method().isEmpty() ? "" : ", method " + FieldText.quoted(pair.method()));
        }
        return "image " + FieldText.quoted(key.label());
    }

    private EmbeddingKey ofPair(Fields row) {
        String pair = name(row, PAIR);
        pairs.add(pair, where.apply(row.line())).ifPresent(fault -> faults.add(row.place(column(PAIR)), fault));
        SAID_OF_PAIR.stream().filter(columns::contains).forEach(name -> checkOfPair(row, pair, name));
        int method = column(METHOD);
        return new EmbeddingKey.OfPair(pair, alpha(row), seed(row), method < 0 ? "" : row.text(method));
    }

    private double alpha(Fields row) {
        String text = row.text(column(ALPHA));
        OptionalDouble alpha = PlainNumber.decimal(text);
        if (alpha.isEmpty()) {
            faults.add(row.place(column(ALPHA)), "alpha " + PlainNumber.decimalFault(text));
        }
        return alpha.orElse(0);
    }

    private long seed(Fields row) {
        String text = row.text(column(SEED));
        OptionalLong seed = PlainNumber.whole(text);
        if (seed.isEmpty()) {
            faults.add(row.place(column(SEED)), "seed " + PlainNumber.wholeFault(text));
        }
        return seed.orElse(0);
    }

    private String name(Fields row, String name) {
        String text = row.text(column(name));
        String fault = Lookalikes.seen(text).isEmpty() ? "is empty: fill it in" : FieldText.fault(text);
        if (!fault.isEmpty()) {
            faults.add(row.place(column(name)), name + " " + fault);
        }
        return text;
    }

    private void checkCategory(Fields row) {
        int category = column(CATEGORY);
        if (category >= 0) {
            categories
                    .add(row.text(category), where.apply(row.line()))
                    .ifPresent(fault -> faults.add(row.place(category), fault));
        }
    }

    private void checkOfPair(Fields row, String pair, String name) {
        String text = row.text(column(name));
        Said said = saidOfPairs.putIfAbsent(List.of(name, pair), new Said(text, row.line()));
        if (said != null && !text.equals(said.text) && told.add(List.of(name, pair, text))) {
            faults.add(
                    row.place(column(name)),
                    "pair %s has %s %s here and %s %s: give it one"
                            .formatted(
                                    FieldText.quoted(pair),
                                    name,
                                    FieldText.quoted(text),
                                    FieldText.quoted(said.text),
                                    where.apply(said.line)));
        }
    }

    /** Position of a column; -1 if there is none. */
    private int column(String name) {
        return columns.indexOf(name);
    }
}
