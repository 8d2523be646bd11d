package io.steerscope.app.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.steerscope.app.command.DifferenceTables.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** The command differences: its options, and files of vectors. */
class DifferencesCommandTest {

    @TempDir
    private Path folder;

    private DifferenceTables tables;

    @BeforeEach
    void writeInputs() throws Exception {
        tables = new DifferenceTables(folder);
        tables.writeInputs();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"images": [[1, 0], [1]], "text": [1, 0], "pairs": [{"first": 0, "second": 0, "truth": 1}]}                   | images[1] has 1 elements and images[0] 2
            {"images": [[1, 0], [0, 0]], "text": [1, 0], "pairs": [{"first": 0, "second": 0, "truth": 1}]}                | images[1] has length 0
            {"images": [[1, 1e39]], "text": [1, 0], "pairs": [{"first": 0, "second": 0, "truth": 1}]}                     | images[0][1] is no finite float32
            {"images": [[1, NaN]], "text": [1, 0], "pairs": [{"first": 0, "second": 0, "truth": 1}]}                      | vectors.json:1:
            {"images": [[1, "1"]], "text": [1, 0], "pairs": [{"first": 0, "second": 0, "truth": 1}]}                      | images[0][1] is no finite float32
            {"images": [[1, 0]], "text": [1, 0]}                                     | pairs is missing: add it
            {"images": [[1, 0]], "pairs": [{"first": 0, "second": 0, "truth": 1}]}                                        | text is no vector
            {"images": [[1, 0]], "text": [1, 0], "pairs": [{"first": 0, "second": 1}]} | pairs[0].second must be a whole number from 0 to 0
            {"images": [[1, 0]], "text": [1, 0], "pairs": [{"first": 0, "second": 0}]} | pairs[0].truth is missing
            {"images": [[1, 0]], "text": [1, 0], "pairs": [{"first": 0, "second": 0, "truth": 1}], "values": [1, 2]}      | values has 2 values for 1 images
            {"images": [[1, 0]], "images": [[1, 0]]}                                 | Duplicate field 'images'
            []                                                                       | is no JSON object
            """)
    void aFaultOfAFileOfVectorsIsNamedByItsMember(String text, String fault) throws Exception {
        // given
        tables.write("vectors.json", text);

        // then
        refused(CommandOutcome.of("differences", "pairs", "--vectors", tables.file("vectors.json")), fault);
    }

    @Test
    void anEmptyFileOfVectorsIsSaidSo() throws Exception {
        // given
        tables.write("vectors.json", "");

        // then
        refused(
                CommandOutcome.of("differences", "rank", "--vectors", tables.file("vectors.json")),
                "the file is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classify",
                "classify --bundle b",
                "classify --bundle b --images i",
                "classify --vectors v --labels l",
                "classify --vectors v --weight 1.1",
                "classify --vectors v --template x",
                "pairs --vectors v --vectors v",
                "pairs --vectors v --cluster pair",
                "pairs --vectors v --seed 2",
                "pairs --vectors v --embedding-column c",
                "pairs --bundle b --images i --pairs p --text-embedding-column c",
                "pairs --embeddings e --images i --pairs p",
                "pairs --embeddings e --embeddings f --texts t --pairs p",
                "rank --bundle b --images i",
                "retrieve --vectors v --captions c",
                "retrieve --captions c --captions c --vectors v"
            })
    void optionsThatDoNotFitTogetherAreWrongUsage(String options) {
        // when
        CommandOutcome outcome = CommandOutcome.of(("differences " + options).split(" "));

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip().lines()).hasSize(1);
    }

    @Test
    void withoutVectorsOfTextsATableAsksForThem() throws Exception {
        refused(
                CommandOutcome.of(
                        "differences",
                        "pairs",
                        "--pairs",
                        tables.file("pairs.csv"),
                        "--embeddings",
                        tables.file("base.csv")),
                "holds vectors of images alone",
                "--texts",
                "--bundle");
    }
}
