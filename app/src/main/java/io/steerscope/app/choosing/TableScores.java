package io.steerscope.app.choosing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

import io.steerscope.app.diversity.TableImages;
import io.steerscope.app.embeddings.EmbeddingKey;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.statistics.geometry.DirectionBuilder;
import io.steerscope.statistics.geometry.DirectionResult;
import io.steerscope.statistics.geometry.ImageDirection;

/**
 * Scores of the rows of a table that do not follow from the row's own vectors.
 *
 * @param byRow the score of each row; empty where it is missing, and of scores that follow from vectors
 * @param remedy what to do where every score is missing
 */
record TableScores(List<OptionalDouble> byRow, String remedy) {

    /** What other programs write for a number that is not there, or that is none. */
    private static final Pattern NO_NUMBER = Pattern.compile("(?i)nan|null|none|na|n/a|[+-]?inf(inity)?");

    /** The scores of a choice. */
    static TableScores of(EmbeddingTable table, ScoreChoice score) {
        return switch (score.kind()) {
            case CLIP, MARGIN -> new TableScores(List.of(), "");
            case DIRECTIONAL -> directional(table);
            case COLUMN -> ofColumn(table, score.name());
        };
    }

    /** The score of a row. */
    OptionalDouble of(int row) {
        return byRow.isEmpty() ? OptionalDouble.empty() : byRow.get(row);
    }

    private static TableScores ofColumn(EmbeddingTable table, String column) {
        if (!table.has(column)) {
            throw new ActionableException(
                    "%s: there is no column %s to score by".formatted(table.file(), FieldText.quoted(column))
                            + NamedColumn.remedy(column, table.columns(), ScoreChoice.names()));
        }
        List<OptionalDouble> scores = new ArrayList<>();
        table.check((row, faults) -> {
            String text = row.text(column);
            OptionalDouble score = PlainNumber.decimal(text);
            scores.add(score);
            if (score.isEmpty() && !text.isEmpty()) {
                faults.add(new Place(row.line(), 1), column + " " + fault(text));
            }
        });
        return new TableScores(scores, "fill the column %s in".formatted(FieldText.quoted(column)));
    }

    private static String fault(String text) {
        return NO_NUMBER.matcher(text).matches()
                ? FieldText.quoted(text) + " is no number: leave the field empty where there is no score"
                : PlainNumber.decimalFault(text);
    }

    /** Refuses a table that has an empty field in a column. */
    static void requireFilled(EmbeddingTable table, String column) {
        table.check((row, faults) -> {
            if (row.text(column).isEmpty()) {
                faults.add(new Place(row.line(), 1), column + " is empty: name the group of the image");
            }
        });
    }

    private record Cell(String method, String pair, double alpha, long seed) {}

    private static TableScores directional(EmbeddingTable table) {
        if (!table.byPair()) {
            throw new ActionableException(table.file()
                    + ": --score directional is of the change from the unsteered image of the same pair and seed: add the"
                    + " columns pair_id, alpha and seed");
        }
        Map<Cell, Double> found = new HashMap<>();
        TableImages images = new TableImages(table, List.of(), Set.of(TextRole.SOURCE, TextRole.TARGET));
        images.byMethod().forEach((method, set) -> {
            DirectionResult result = DirectionBuilder.of(set);
            for (ImageDirection image : result.images()) {
                image.change()
                        .ifPresent(figures -> found.put(
                                new Cell(method, image.pair(), image.alpha(), image.seed()), figures.directional()));
            }
        });
        List<OptionalDouble> scores = new ArrayList<>();
        for (EmbeddingRow row : table.rows()) {
            EmbeddingKey.OfPair key = (EmbeddingKey.OfPair) row.key();
            Double score = found.get(new Cell(key.method(), key.pairId(), key.alpha(), key.seed()));
            if (score == null) {
                score = found.get(new Cell("", key.pairId(), key.alpha(), key.seed()));
            }
            scores.add(score == null ? OptionalDouble.empty() : OptionalDouble.of(score));
        }
        return new TableScores(scores, "add the unsteered images, of alpha 0, of the same pairs and seeds");
    }
}
