package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Margins with unsteered images: those of {@code shuffled} at the lowest alpha of the golden contrasts stand for the
 * source, those at the largest, raised by 0.05, for the target. The figures were computed by SciPy.
 */
class AnalyzeShiftsTest {

    private static final Path GOLDEN = Path.of("../statistics/src/test/resources/golden/contrasts/margins.csv");
    private static final String HEADER = "method,pair_id,category,source,target,alpha,seed,margin";

    @TempDir
    private Path folder;

    @Test
    void shiftsAreThoseOfScipyWhereverTheUnsteeredRowsStand() throws IOException {
        // given
        Path steered = write("steered.csv", HEADER, rows("analogy"));
        Path baseline = write("baseline.csv", HEADER, unsteered());
        List<String> both = new ArrayList<>(rows("analogy"));
        both.addAll(unsteered());
        Path together = write("together.csv", HEADER, both);

        // when
        JsonNode apart = shift("--margins", steered.toString(), "--baseline", baseline.toString());
        JsonNode one = shift("--margins", together.toString());

        // then
        JsonNode cell = apart.path("by_category_alpha").path("c0|1.0");
        assertThat(cell.path("n").intValue()).isEqualTo(10);
        assertThat(cell.path("mean").doubleValue()).isCloseTo(0.009644633333333335, within(1e-15));
        assertThat(cell.path("t").doubleValue()).isCloseTo(1.4532523352860816, within(1e-12));
        assertThat(cell.path("p_greater").doubleValue()).isCloseTo(0.09005728545543566, within(1e-12));
        JsonNode share = apart.path("target_share").path("by_category_alpha").path("c0|1.0");
        assertThat(share.path("ratio").doubleValue()).isCloseTo(0.2384032022306193, within(1e-12));
        assertThat(share.path("ci95_fieller").path(0).doubleValue()).isCloseTo(-0.1484177776429413, within(1e-9));
        assertThat(share.path("ci95_fieller").path(1).doubleValue()).isCloseTo(0.5715116901421885, within(1e-9));
        assertThat(one).isEqualTo(apart);
    }

    @Test
    void alphaZeroOfAFileWithoutMethodsIsUnsteeredUnlessToldOtherwise() throws IOException {
        // given
        List<String> rows = new ArrayList<>();
        rows("analogy").forEach(row -> rows.add(row.substring(row.indexOf(',') + 1)));
        unsteered().stream()
                .filter(row -> row.startsWith("source,"))
                .forEach(row -> rows.add(row.substring(row.indexOf(',') + 1)));
        Path file = write("plain.csv", HEADER.substring("method,".length()), rows);

        // when
        CommandOutcome outcome = CommandOutcome.of("analyze", "--margins", file.toString(), "--format", "json");
        JsonNode ordinary = json("--margins", file.toString(), "--baseline", "none");

        // then
        JsonNode figures = new ObjectMapper().readTree(outcome.out());
        assertThat(outcome.err())
                .contains("120 rows of alpha 0 are taken for unsteered images")
                .contains("--baseline none");
        assertThat(figures.path("by_alpha").has("0.0")).isFalse();
        assertThat(figures.path("shift")
                        .path("by_category_alpha")
                        .path("c0|1.0")
                        .path("mean")
                        .doubleValue())
                .isCloseTo(0.009644633333333335, within(1e-15));
        assertThat(ordinary.path("by_alpha").has("0.0")).isTrue();
        assertThat(ordinary.has("shift")).isFalse();
    }

    @Test
    void whatCannotBeABaselineIsToldWithItsPlace() throws IOException {
        // given
        Path steered = write("steered.csv", HEADER, rows("analogy"));
        String row = unsteered().get(0);

        // then
        assertThat(refusal(steered, write("a.csv", HEADER, rows("shuffled"))))
                .contains(
                        "a.csv:2:1: method \"shuffled\" is steered: only rows of source and target belong in this file");
        assertThat(refusal(steered, write("b.csv", HEADER, List.of(row.replace(",0.0,", ",0.5,")))))
                .contains("b.csv:2:39: method source stands for the image of the source prompt alone, at alpha 0.0");
        assertThat(refusal(steered, write("c.csv", HEADER, List.of(row.replace(",c0,", ",c9,")))))
                .contains("c.csv:2:14: pair \"c0-p0\" has category \"c9\" here and \"c0\" among the margins");
        assertThat(refusal(steered, write("d.csv", HEADER, List.of())))
                .contains("d.csv:2:1: no margins of unsteered images");
        assertThat(CommandOutcome.of(
                                "analyze",
                                "--margins",
                                write("e.csv", HEADER, unsteered()).toString())
                        .err())
                .contains("e.csv:2:1: only margins of unsteered images: give this file with --baseline");
        assertThat(CommandOutcome.of("analyze", "--margins", steered.toString(), "--method", "source")
                        .err())
                .contains("source names unsteered images and no method");
    }

    private static String refusal(Path margins, Path baseline) {
        CommandOutcome outcome =
                CommandOutcome.of("analyze", "--margins", margins.toString(), "--baseline", baseline.toString());
        assertThat(outcome.out()).isEmpty();
        return outcome.err();
    }

    private static JsonNode shift(String... arguments) throws IOException {
        return json(arguments).path("shift");
    }

    private static JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("analyze", "--format", "json", "--bootstrap-resamples", "1000"));
        all.addAll(List.of(arguments));
        CommandOutcome outcome = CommandOutcome.of(all.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        return new ObjectMapper().readTree(outcome.out());
    }

    private static List<String> rows(String method) throws IOException {
        return Files.readAllLines(GOLDEN).stream()
                .filter(row -> row.startsWith(method + ","))
                .toList();
    }

    private static List<String> unsteered() throws IOException {
        List<String> unsteered = new ArrayList<>();
        for (String row : rows("shuffled")) {
            String[] cells = row.split(",");
            if (cells[5].equals("0.5")) {
                unsteered.add(row(cells, "source", "0.0", cells[7]));
            } else if (cells[5].equals("1.0")) {
                unsteered.add(row(cells, "target", "1.0", Double.toString(Double.parseDouble(cells[7]) + 0.05)));
            }
        }
        return unsteered;
    }

    private static String row(String[] cells, String method, String alpha, String margin) {
        return String.join(",", method, cells[1], cells[2], cells[3], cells[4], alpha, cells[6], margin);
    }

    private Path write(String name, String header, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        return Files.write(folder.resolve(name), lines);
    }
}
