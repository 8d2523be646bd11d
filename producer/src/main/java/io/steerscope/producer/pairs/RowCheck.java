package io.steerscope.producer.pairs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.schemas.identity.RecordKeys;

/** What rows that have every field must fulfil besides to be a pair set. */
final class RowCheck {

    private final Problems problems;
    private final Map<String, Place> placeById = new HashMap<>();
    private final Map<List<String>, Place> placeByPrompts = new HashMap<>();

    private RowCheck(Problems problems) {
        this.problems = problems;
    }

    static void check(List<Row> rows, Problems problems) {
        RowCheck check = new RowCheck(problems);
        rows.forEach(check::checkRow);
        check.checkCategories(rows);
    }

    private void checkRow(Row row) {
        checkId(row.cell(Row.PAIR_ID));
        boolean filled = checkText(row, Row.CATEGORY) & checkText(row, Row.SOURCE) & checkText(row, Row.TARGET);
        if (filled) {
            checkPrompts(row);
        }
    }

    private void checkId(Row.Cell id) {
        if (!RecordKeys.isId(id.text())) {
            problems.add(
                    id.place(),
                    "pair_id \"%s\" is no id: use letters, digits, '.', '_' and '-' only".formatted(id.text()));
            return;
        }
        Place first = placeById.putIfAbsent(id.text(), id.place());
        if (first != null) {
            problems.add(
                    id.place(),
                    "pair_id %s was given on line %d already: choose another".formatted(id.text(), first.line()));
        }
    }

    private boolean checkText(Row row, String field) {
        Row.Cell cell = row.cell(field);
        if (cell.text().isEmpty()) {
            problems.add(cell.place(), "%s is empty: write it or remove the row".formatted(field));
            return false;
        }
        if (cell.text().chars().anyMatch(Character::isISOControl)) {
            problems.add(cell.place(), "%s holds a tab or line break: write it as one line of text".formatted(field));
            return false;
        }
        return true;
    }

    private void checkPrompts(Row row) {
        Row.Cell target = row.cell(Row.TARGET);
        if (Pair.samePrompt(row.text(Row.SOURCE), target.text())) {
            problems.add(target.place(), "target is the same prompt as source: change what the pair is about");
            return;
        }
        List<String> prompts = List.of(Pair.comparable(row.text(Row.SOURCE)), Pair.comparable(target.text()));
        Place first = placeByPrompts.putIfAbsent(prompts, row.cell(Row.SOURCE).place());
        if (first != null) {
            problems.add(
                    row.cell(Row.SOURCE).place(),
                    "source and target are those of line %d: remove one of the rows".formatted(first.line()));
        }
    }

    private void checkCategories(List<Row> rows) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        rows.forEach(row -> sizes.merge(row.text(Row.CATEGORY), 1, Integer::sum));
        rows.stream()
                .map(row -> row.cell(Row.CATEGORY))
                .filter(category -> !category.text().isEmpty() && sizes.get(category.text()) == 1)
                .forEach(category -> problems.add(
                        category.place(),
                        "category %s has this pair only, which leaves it no exemplar: add a pair or remove it"
                                .formatted(category.text())));
        if (rows.isEmpty()) {
            problems.add(new Place(1, 1), "there is no complete pair: add rows of pair_id, category, source, target");
        }
    }
}
