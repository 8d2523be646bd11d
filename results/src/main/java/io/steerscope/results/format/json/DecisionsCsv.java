package io.steerscope.results.format.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.io.NumberOutput;
import org.jspecify.annotations.Nullable;

import io.steerscope.results.stopping.CellStanding;
import io.steerscope.results.stopping.StoppedCell;
import io.steerscope.results.stopping.StoppedExperiment;
import io.steerscope.results.stopping.StoppedMethod;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.table.CsvWriter;

/**
 * What was decided of the cells of a stopped experiment as CSV (RFC 4180, line feeds), by scorer, method, category and
 * alpha: {@code category,method,alpha,scorer,outcome,stopped,planned_items,items_made}, then {@code
 * items,passed_over,place,mean,lower_bound,upper_bound,p}. From {@code items} on columns are empty where nothing was
 * decided; a bound is empty where there is none.
 */
public final class DecisionsCsv {

    private static final List<String> COLUMNS = List.of(
            "category",
            "method",
            "alpha",
            "scorer",
            "outcome",
            "stopped",
            "planned_items",
            "items_made",
            "items",
            "passed_over",
            "place",
            "mean",
            "lower_bound",
            "upper_bound",
            "p");

    private DecisionsCsv() {}

    /**
     * Writes a row for each cell under each scorer that decides.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(StoppedExperiment experiment, Appendable out) throws IOException {
        CsvWriter csv = new CsvWriter(out);
        csv.write(COLUMNS);
        for (StoppedMethod method : experiment.methods()) {
            if (method.decides()) {
                for (StoppedCell cell : method.cells().values()) {
                    csv.write(row(method, cell));
                }
            }
        }
    }

    private static List<String> row(StoppedMethod method, StoppedCell cell) {
        List<String> row = new ArrayList<>(List.of(
                cell.cell().category(),
                method.method(),
                Double.toString(cell.cell().alpha()),
                method.scorerId(),
                cell.outcome(),
                Boolean.toString(cell.isStopped()),
                Long.toString(cell.plannedItems()),
                Long.toString(cell.items().n())));
        Decision decision = cell.standing() instanceof CellStanding.Decided decided ? decided.decision() : null;
        if (decision == null) {
            row.addAll(List.of("", "", "", "", "", "", ""));
        } else {
            row.addAll(List.of(
                    Integer.toString(decision.getItems()),
                    Integer.toString(decision.getPassedOver()),
                    Integer.toString(decision.getPlace()),
                    number(decision.getMean()),
                    number(decision.getLowerBound()),
                    number(decision.getUpperBound()),
                    number(decision.getP())));
        }
        return row;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : NumberOutput.toString(value, true);
    }
}
