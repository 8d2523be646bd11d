package io.steerscope.results.document;

/** Cells as plain text. */
public final class CellText {

    private CellText() {}

    /** The cell on one line: a figure is followed by its interval. */
    public static String of(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.text();
        }
        if (cell instanceof Cell.Count count) {
            return Numbers.count(count.count());
        }
        if (cell instanceof Cell.Figure figure) {
            String value = figure.unit().value(figure.value());
            return figure.interval() == null
                    ? value
                    : value + " " + figure.unit().interval(figure.interval());
        }
        return ((Cell.Claim) cell).words();
    }
}
