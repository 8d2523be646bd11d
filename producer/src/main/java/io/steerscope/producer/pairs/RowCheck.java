package io.steerscope.producer.pairs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Lookalikes;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;

/** What rows that have every field must fulfil besides to be a pair set. */
final class RowCheck {

    private final int longest;
    private final TableFaults faults;
    private final Map<String, Row> rowById = new HashMap<>();
    private final Map<List<String>, Place> placeByPrompts = new HashMap<>();
    private final Lookalikes categories = new Lookalikes(Row.CATEGORY, false);

    private RowCheck(RecordLimits limits, TableFaults faults) {
        this.longest = limits.promptLength();
        this.faults = faults;
    }

    static void check(List<Row> rows, RecordLimits limits, boolean lonePairs, TableFaults faults) {
        RowCheck check = new RowCheck(limits, faults);
        boolean isWhole = faults.count() == 0;
        rows.forEach(check::checkRow);
        // A row that cannot be read may be the other pair of its category.
        if (!lonePairs && isWhole) {
            check.refuseLonePairs(rows);
        }
        if (rows.isEmpty() && faults.count() == 0) {
            faults.add(Place.BEGINNING, "there is no complete pair: add rows of pair_id, category, source, target");
        }
    }

    private void checkRow(Row row) {
        boolean isFirst = checkId(row);
        boolean filled = checkText(row, Row.CATEGORY) & checkText(row, Row.SOURCE) & checkText(row, Row.TARGET);
        if (filled) {
            Row.Cell category = row.cell(Row.CATEGORY);
            categories
                    .add(category.text(), category.place().line())
                    .ifPresent(fault -> faults.add(category.place(), fault));
            checkPrompts(row, isFirst);
        }
    }

    /** Whether no row before has the id; an id that is none counts as one that no row has. */
    private boolean checkId(Row row) {
        Row.Cell id = row.cell(Row.PAIR_ID);
        if (!RecordKeys.isId(id.text())) {
            faults.add(
                    id.place(),
                    id.text().length() > RecordKeys.MAX_ID_LENGTH
                            ? "pair_id %s has %d characters, the most is %d: shorten it"
                                    .formatted(
                                            FieldText.quoted(id.text()),
                                            id.text().length(),
                                            RecordKeys.MAX_ID_LENGTH)
                            : "pair_id %s is no id: use letters, digits, '.', '_' and '-' only"
                                    .formatted(FieldText.spelledOut(id.text())));
            return true;
        }
        Row first = rowById.putIfAbsent(id.text(), row);
        if (first == null) {
            return true;
        }
        int line = first.cell(Row.PAIR_ID).place().line();
        boolean repeated =
                Row.FIELDS.stream().allMatch(field -> first.text(field).equals(row.text(field)));
        faults.add(
                id.place(),
                repeated
                        ? "the row is that of line %d once more: remove one of them".formatted(line)
                        : "pair_id %s was given on line %d already, to another pair: choose another"
                                .formatted(id.text(), line));
        return false;
    }

    private boolean checkText(Row row, String field) {
        Row.Cell cell = row.cell(field);
        if (Lookalikes.seen(cell.text()).isEmpty()) {
            faults.add(cell.place(), "%s is empty: write it or remove the row".formatted(field));
            return false;
        }
        if (cell.text().length() > longest) {
            faults.add(
                    cell.place(),
                    "%s has %d characters, the most is %d: shorten it, or raise --max-prompt-length"
                            .formatted(field, cell.text().length(), longest));
            return false;
        }
        String fault = FieldText.fault(cell.text());
        if (!fault.isEmpty()) {
            faults.add(cell.place(), field + " " + fault);
            return false;
        }
        return true;
    }

    private void checkPrompts(Row row, boolean isFirst) {
        Row.Cell target = row.cell(Row.TARGET);
        if (Pair.samePrompt(row.text(Row.SOURCE), target.text())) {
            faults.add(target.place(), "target is the same prompt as source: change what the pair is about");
            return;
        }
        List<String> prompts = List.of(Pair.comparable(row.text(Row.SOURCE)), Pair.comparable(target.text()));
        Place first = placeByPrompts.putIfAbsent(prompts, row.cell(Row.SOURCE).place());
        if (first != null && isFirst) {
            faults.add(
                    row.cell(Row.SOURCE).place(),
                    "source and target are those of line %d: remove one of the rows".formatted(first.line()));
        }
    }

    private void refuseLonePairs(List<Row> rows) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        rows.forEach(row -> sizes.merge(row.text(Row.CATEGORY), 1, Integer::sum));
        rows.stream()
                .map(row -> row.cell(Row.CATEGORY))
                .filter(category -> !category.text().isEmpty() && sizes.getOrDefault(category.text(), 0) == 1)
                .forEach(category -> faults.add(
                        category.place(),
                        "category %s has this pair only, which leaves it no exemplar: add a pair, remove it or use lerp"
                                .formatted(FieldText.quoted(category.text()))));
    }
}
