package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.steerscope.app.command.DifferenceTables.json;
import static io.steerscope.app.command.DifferenceTables.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Difference classification over tables. */
class DifferencesPairsTest {

    @TempDir
    private Path folder;

    private DifferenceTables tables;

    @BeforeEach
    void writeInputs() throws Exception {
        tables = new DifferenceTables(folder);
        tables.writeInputs();
    }

    private CommandOutcome pairs(String... further) {
        return tables.run(List.of("base"), DifferenceTables.concat(List.of("pairs", "--pairs", "@pairs.csv"), further));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0.png,1.png,larger,2  | pairs.csv:2:20: truth "2" is none: write 1
            0.png,1.png,,1        | pairs.csv:2:13: text is empty
            0.png,x.png,larger,1  | pairs.csv:2:7: image "x.png" is not in
            """)
    void aPairThatCannotBeAskedIsNamed(String row, String fault) throws Exception {
        // given
        tables.write("pairs.csv", "first,second,text,truth", List.of(row));

        // then
        refused(pairs(), fault);
    }

    @Test
    void equalImagesAPairOfAnImageWithItselfAndTruthZeroAreUndecidable() throws Exception {
        // given
        tables.write(
                "pairs.csv",
                "first,second,text,truth",
                List.of("0.png,0.png,larger,1", "1.png,2.png,larger,0", "3.png,4.png,larger,1"));

        // when
        JsonNode found = json(pairs("--format", "json"));

        // then
        assertThat(found.get("decided").intValue()).isEqualTo(1);
        assertThat(found.get("undecidable").intValue()).isEqualTo(2);
        assertThat(found.get("pairs").get(0).get("cosine").isNull()).isTrue();
        assertThat(found.get("pairs").get(0).get("correct").isNull()).isTrue();
        assertThat(found.get("ranking").isNull()).isTrue();
    }

    @Test
    void withCaptionsTheirDifferenceIsASecondWayOfAsking() throws Exception {
        // given
        tables.write(
                "pairs.csv",
                "first,second,text,truth,first_caption,second_caption,category",
                List.of("0.png,1.png,larger,1,one,two,size", "2.png,3.png,larger,-1,two,three,count"));

        // when
        JsonNode found = json(pairs("--format", "json", "--cluster", "image"));

        // then
        assertThat(found.get("vectors").fieldNames()).toIterable().containsExactly("base.csv", "base.csv, captions");
        assertThat(found.get("compared").get(0).get("n").intValue()).isEqualTo(2);
        assertThat(found.get("vectors").get("base.csv").get("categories").fieldNames())
                .toIterable()
                .containsExactly("count", "size");
        assertThat(found.get("vectors").get("base.csv").get("bootstrap95_images"))
                .hasSize(2);
    }

    @Test
    void equalCaptionsOfAPairOfTruthZeroHaveNoCosine() throws Exception {
        // given
        tables.write(
                "pairs.csv",
                "first,second,text,truth,first_caption,second_caption",
                List.of("0.png,1.png,larger,0,one,one", "2.png,3.png,larger,-1,two,three"));

        // when
        JsonNode found = json(pairs("--format", "json")).get("vectors").get("base.csv, captions");

        // then
        assertThat(found.get("pairs").get(0).get("cosine").isNull()).isTrue();
        assertThat(found.get("undecidable").intValue()).isEqualTo(1);
    }

    @Test
    void equalCaptionsOfADecidedPairAreRefused() throws Exception {
        // given
        tables.write(
                "pairs.csv",
                "first,second,text,truth,first_caption,second_caption",
                List.of("2.png,3.png,larger,-1,two,three", "0.png,1.png,larger,1,one,one"));

        // then
        refused(pairs(), "pairs.csv:3:13: the captions of the images have one vector in ", "base-texts.csv, and so no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--cluster image"})
    void thatPairsShareImagesIsSaidWithAndWithoutABootstrap(String options) throws Exception {
        // given
        tables.write(
                "pairs.csv",
                "first,second,text,truth",
                List.of("0.png,1.png,larger,1", "1.png,2.png,smaller,-1", "3.png,4.png,larger,1"));

        // then
        assertThat(pairs(options.isEmpty() ? new String[0] : options.split(" ")).out())
                .contains("Pairs that share images depend on each other");
    }

    @ParameterizedTest
    @CsvSource({
        "'2.png,3.png,larger,-1', 'over pairs, which share no image,'",
        "'1.png,3.png,larger,-1', 'over images,'"
    })
    void theRuleSaysWhatTheBootstrapDraws(String row, String unit) throws Exception {
        // given
        tables.write("pairs.csv", "first,second,text,truth", List.of("0.png,1.png,larger,1", row));

        // when
        JsonNode found = json(pairs("--cluster", "image", "--format", "json"));

        // then
        assertThat(found.get("rule").get("bootstrap").textValue()).startsWith(unit);
    }

    @Test
    void exchangingAPairAndItsTruthAsksTheSame() throws Exception {
        // given
        String header = "first,second,text,truth,first_caption,second_caption";
        tables.write("pairs.csv", header, List.of("0.png,1.png,larger,1,one,two", "2.png,3.png,smaller,-1,two,three"));
        JsonNode one = json(pairs("--format", "json")).get("vectors");
        tables.write("pairs.csv", header, List.of("1.png,0.png,larger,-1,two,one", "3.png,2.png,smaller,1,three,two"));

        // when
        JsonNode other = json(pairs("--format", "json")).get("vectors");

        // then
        for (String way : List.of("base.csv", "base.csv, captions")) {
            assertThat(other.get(way).get("correct")).isEqualTo(one.get(way).get("correct"));
        }
    }

    @Test
    void oneTextForAllPairsIsSaidToBeARanking() {
        assertThat(pairs().out()).contains("All pairs have one text");
    }
}
