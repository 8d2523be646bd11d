package io.steerscope.benchmarks.scaling;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScaleOutTablesTest {

    private static final StagePlan PLAN =
            new StagePlan("some-stage", "Some stage", Role.SCORER, true, false, List.of(1, 2), List.of());

    @Test
    void ratesAreComparedWithThoseOfOneWorkerTimesTheirNumber() {
        // given
        LevelRow two = new LevelRow(2, 2, "join", 60.0, 10.0, 12.34, 0.5, 0.25, 400);

        // when
        List<String> cells = ScaleOutTables.level(two, 40.0);

        // then
        assertThat(cells)
                .containsExactly(
                        "2", "join", "2", "60.0", "0.75", "10.0", "12.3", "0.25", "0.50", "50.0", "8.33", "400");
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        // given
        StageResult result = new StageResult(
                PLAN,
                List.of(new LevelRow(2, 2, "join", 60.0, 0.0, Double.NaN, 0.5, 0.25, 400)),
                List.of(new ChangeRow("0 -> 2, join", 1.0, 2.0, null, null, null, null, null, null)),
                new RecordCheck(10, 0, 0, 0));

        // when
        String printed = printed(result);

        // then
        assertThat(printed)
                .contains(
                        "### Some stage",
                        "| 2 | join | 2 | 60.0 | - | 0.0 | - | 0.25 | 0.50 | - | 8.33 | 400 |",
                        "| 0 -> 2, join | 1.0 | 2.0 | - | - | - | - | - | - |",
                        "Inputs committed: 10; results lost: 0, doubled: 0; dead letters: 0.");
    }

    private static String printed(StageResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ScaleOutTables.print(result, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
