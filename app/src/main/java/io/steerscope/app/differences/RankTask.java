package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.statistics.differences.AttributeRanking;
import io.steerscope.statistics.geometry.Offsets;

/** Images that are to be ranked by a text about a difference, or by two that are opposites. */
public final class RankTask {

    private final String text;
    private final @Nullable String opposite;
    private final @Nullable SortedMap<String, Double> values;
    private final Needs needs = new Needs();

    private RankTask(String text, @Nullable String opposite, @Nullable SortedMap<String, Double> values) {
        this.text = text;
        this.opposite = opposite;
        this.values = values;
        needs.addText(text, "--text");
        if (opposite != null) {
            needs.addText(opposite, "--opposite");
        }
    }

    /**
     * The task of options.
     *
     * @param opposite null for the text alone
     * @param truth CSV with the columns {@code image}, {@code value}, whose images are ranked; null for all there are
     * @throws io.steerscope.schemas.table.TableException if the file is not of this form
     */
    public static RankTask of(String text, @Nullable String opposite, @Nullable Path truth) throws IOException {
        if (truth == null) {
            return new RankTask(text, opposite, null);
        }
        InputTable table = InputTable.read(truth, List.of("image", "value"), List.of());
        RankTask task = new RankTask(text, opposite, new TreeMap<>());
        Map<String, Integer> lines = new HashMap<>();
        for (InputTable.Row row : table.rows()) {
            task.take(row, lines);
        }
        table.refuseFaults();
        return task;
    }

    private void take(InputTable.Row row, Map<String, Integer> lines) {
        String image = row.text("image");
        row.requireOnce("image", lines);
        OptionalDouble value = PlainNumber.decimal(row.text("value"));
        if (value.isEmpty()) {
            row.fault("value", "value " + PlainNumber.decimalFault(row.text("value")));
        } else if (values != null) {
            values.put(image, value.getAsDouble());
        }
        needs.addImage(image, row.where("image"));
    }

    /** Which vectors it takes. */
    public Needs needs() {
        return needs;
    }

    /**
     * The task with the vectors of a model that has all it needs.
     *
     * @throws ActionableException if both texts have one vector
     */
    public RankSet with(EmbeddingSpace space) {
        double[] direction = space.text(text);
        if (opposite != null) {
            direction = AttributeRanking.direction(direction, space.text(opposite));
            if (!Offsets.hasDirection(direction)) {
                throw new ActionableException("--text and --opposite have one vector among the texts of " + space.name()
                        + ", and so no difference: name two different texts");
            }
        }
        Iterable<String> names = values == null ? space.images().keySet() : values.keySet();
        double[] known = values == null
                ? null
                : values.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new RankSet(space.name(), Images.of(names, space), direction, known);
    }
}
