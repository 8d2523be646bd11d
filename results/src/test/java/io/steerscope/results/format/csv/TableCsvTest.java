package io.steerscope.results.format.csv;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.statistics.interval.Interval;

import static org.assertj.core.api.Assertions.assertThat;

class TableCsvTest {

    @Test
    void numbersAreWrittenInFullAndBoundsHaveColumnsOfTheirOwn() throws IOException {
        // given
        Table table = new Table(
                "figures",
                "a caption, which is no part of the data",
                List.of(
                        Column.text("Category"),
                        Column.number("Items"),
                        Column.number("Mean margin"),
                        Column.number("p"),
                        Column.text("Verdict")),
                List.of(
                        List.of(
                                Cell.text("a \"b\", c"),
                                Cell.count(12_000),
                                Cell.figure(0.1234567890123, new Interval(-1.0e-5, 0.25), FigureUnit.MARGIN),
                                Cell.figure(1.5e-7, FigureUnit.P_VALUE),
                                Cell.claim("works", Cell.Tone.GOOD)),
                        List.of(
                                Cell.text("none"),
                                Cell.count(0),
                                Cell.figure(null, FigureUnit.MARGIN),
                                Cell.figure(null, FigureUnit.P_VALUE),
                                Cell.claim("undecided", Cell.Tone.OPEN))));
        StringBuilder csv = new StringBuilder();

        // when
        TableCsv.write(table, csv);

        // then
        assertThat(csv.toString().lines())
                .containsExactly(
                        "Category,Items,Mean margin,\"Mean margin, low\",\"Mean margin, high\",p,Verdict",
                        "\"a \"\"b\"\", c\",12000,0.1234567890123,-0.000010,0.25,0.00000015,works",
                        "none,0,,,,,undecided");
    }

    @Test
    void aTextThatASpreadsheetWouldRunAsAFormulaHasAnApostropheAndANumberHasNone() throws IOException {
        // given
        Table table = new Table(
                "figures",
                "",
                List.of(Column.text("@method"), Column.text("Alpha"), Column.number("Mean margin")),
                List.of(
                        List.of(
                                Cell.text("=HYPERLINK(\"http://x\")"),
                                Cell.text("-0.5"),
                                Cell.figure(-0.25, FigureUnit.MARGIN)),
                        List.of(Cell.text("+1-2"), Cell.text("-"), Cell.figure(-1.0, FigureUnit.MARGIN)),
                        List.of(Cell.text("a=b"), Cell.text("1.0E-5"), Cell.count(3))));
        StringBuilder csv = new StringBuilder();

        // when
        TableCsv.write(table, csv);

        // then
        assertThat(csv.toString().lines())
                .containsExactly(
                        "'@method,Alpha,Mean margin",
                        "\"'=HYPERLINK(\"\"http://x\"\")\",-0.5,-0.25",
                        "'+1-2,'-,-1.0",
                        "a=b,1.0E-5,3");
    }
}
