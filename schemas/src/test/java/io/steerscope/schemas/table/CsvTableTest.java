package io.steerscope.schemas.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CsvTableTest {

    private static final Path FILE = Path.of("t.csv");
    private static final List<String> REQUIRED = List.of("a", "b");

    private static List<String> read(String text) {
        TableFaults faults = new TableFaults(FILE);
        List<String> rows = new ArrayList<>();
        CsvTable.of(text, REQUIRED, faults)
                .forEach(row -> rows.add(row.line() + ":" + row.text("a") + "|" + row.text("b")));
        faults.refuseIfAny();
        return rows;
    }

    private static void assertRefused(String text, String... lines) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(TableException.class).hasMessage(String.join("\n", lines));
    }

    @Test
    void columnsMayComeInAnyOrderAmongOthers() {
        // given
        TableFaults faults = new TableFaults(FILE);

        // when
        CsvTable table = CsvTable.of("b,note,a\n1,x,2\n", REQUIRED, faults);

        // then
        assertThat(table.columns()).containsExactly("b", "note", "a");
        assertThat(read("b,note,a\n1,x,2\n")).containsExactly("2:2|1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndAndBlankLinesAreRead(String end) {
        assertThat(read("\na,b\n\n1,2\n\n\n\"x\ny\",4\n5,6".replace("\n", end)))
                .containsExactly("4:1|2", "7:x" + end + "y|4", "9:5|6");
    }

    @Test
    void emptyColumnsWithoutANameAndEmptyRowsOfASpreadsheetAreLeftOut() {
        assertThat(read("a,b,,\n1,2,,\n3,4\n,,,\n5,6,,,,\n")).containsExactly("2:1|2", "3:3|4", "5:5|6");
        assertThat(read("a,b\n1,2,,\n")).containsExactly("2:1|2");
    }

    @Test
    void aFieldInAColumnWithoutANameIsNotDroppedInSilence() {
        assertRefused(
                "a,b,\n1,2,9\n",
                "t.csv:2:5: \"9\" stands in a column without a name: name the column in the first line, or remove the"
                        + " field");
    }

    @Test
    void spaceAroundAFieldDoesNotCountAndWithinQuotesItDoes() {
        assertThat(read("a , \"b\"\n 1 , \"x, \"\"y\"\" \" \n")).containsExactly("2:1|x, \"y\" ");
        assertThat(read("a,b\n5\" pipe,x\"y\"z\n")).containsExactly("2:5\" pipe|x\"y\"z");
    }

    @Test
    void rowsOfAnotherWidthAreNamed() {
        assertRefused(
                "a,b,c\n1,2\n0,5,0,7\n",
                "t.csv:2:1: 2 fields where the header has 3: put a field that holds a comma in double quotes",
                "t.csv:3:1: 4 fields where the header has 3: put a field that holds a comma in double quotes, and write"
                        + " decimals with a point");
    }

    @Test
    void quotesThatDoNotMatchAreNamedWhereTheyStand() {
        assertRefused("a,b\n1,\"x\n2,y\n", "t.csv:2:3: the quote is not closed: add the closing quote");
        assertRefused(
                "a,b\n\"x\" \"y\",2\n",
                "t.csv:2:5: text after the closing quote of a field: double the quotes inside a field");
        assertRefused(
                "a,b\n1,\"x\n2,\"y\"\n",
                "t.csv:3:4: text after the closing quote of a field that begins on line 2: double the quotes inside a"
                        + " field, and close each field's");
    }

    @Test
    void missingAndRepeatedColumnsAreNamed() {
        assertRefused("", "t.csv:1:1: the file is empty: begin with the line a,b");
        assertRefused("\n\nb,c\n", "t.csv:3:1: column a is missing, the header has \"b,c\": add it");
        assertRefused("c\n1\n", "t.csv:1:1: columns a, b are missing, the header has \"c\": add them");
        assertRefused("a,b,a\n1,2,3\n", "t.csv:1:1: column \"a\" stands in the header twice: rename one");
    }

    @Test
    void otherSeparatorsAreNamed() {
        String rest = ": save the file with commas between columns and points in numbers";
        assertRefused("a;b\n0,5;1\n", "t.csv:1:1: columns are separated by ';'" + rest);
        assertRefused("\"a\"\t\"b\"\n1\t2\n", "t.csv:1:1: columns are separated by tabs" + rest);
        assertRefused("x|b\n1|2\n", "t.csv:1:1: columns are separated by '|'" + rest);
        assertRefused("sep=,\na,b\n", "t.csv:1:1: the line \"sep=,\" is for one spreadsheet only: remove it");
    }

    @Test
    void aSemicolonInAFileOfCommasIsText() {
        assertThat(read("a,b\n1;2,\tx;y\n")).containsExactly("2:1;2|x;y");
    }

    @Test
    void aFieldBeyondTheLimitIsNamedWithoutItsText() {
        assertRefused(
                "a,b\n1," + "x".repeat(CsvTable.MOST_CHARACTERS + 1) + "\n",
                "t.csv:2:3: the field has 100001 characters, the most is 100000: close its quote or shorten it");
    }

    @Test
    void theFirstTenFaultsAreToldAndTheOthersCounted() {
        assertThatThrownBy(() -> read("a,b\n" + "1\n".repeat(25)))
                .satisfies(e ->
                        assertThat(e.getMessage().lines()).hasSize(11).last().isEqualTo("... and 15 more faults"));
    }
}
