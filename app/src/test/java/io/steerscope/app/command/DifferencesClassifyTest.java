package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.steerscope.app.command.DifferenceTables.json;
import static io.steerscope.app.command.DifferenceTables.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Comparative prompting over tables. */
class DifferencesClassifyTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private DifferenceTables tables;

    @BeforeEach
    void writeInputs() throws Exception {
        tables = new DifferenceTables(folder);
        tables.writeInputs();
    }

    private CommandOutcome classify(String... further) {
        return tables.run(
                List.of("base"),
                DifferenceTables.concat(
                        List.of(
                                "classify",
                                "--labels",
                                "@labels.csv",
                                "--classes",
                                "@classes.txt",
                                "--comparatives",
                                "@comparatives.csv",
                                "--template",
                                "a {c}"),
                        further));
    }

    @Test
    void aClassWithoutComparativesKeepsItsVectorAndOneWithoutImagesHasNoAccuracy() throws Exception {
        // when
        JsonNode found = json(classify("--format", "json"));

        // then
        JsonNode comparative = found.get("comparative|0.8|second");
        assertThat(found.get("zero_shot").get("class_accuracy").get(2).isNull()).isTrue();
        assertThat(found.get("zero_shot").get("n").intValue()).isEqualTo(3);
        assertThat(comparative.get("class_vectors")).hasSize(3);
        assertThat(MAPPER.convertValue(comparative.get("class_vectors").get(2), double[].class))
                .containsExactly(tables.unitVector("base-texts.csv", "a boat"));
        assertThat(MAPPER.convertValue(comparative.get("class_vectors").get(1), double[].class))
                .isNotEqualTo(tables.unitVector("base-texts.csv", "a bell"));
        assertThat(found.get("images").get(2).textValue()).isEqualTo("2.png");
        assertThat(found.get("paired").fieldNames())
                .toIterable()
                .containsExactly("only_comparative_right", "only_zero_shot_right", "mcnemar_exact_p_two_sided");
    }

    @Test
    void twoModelsAreTestedOnTheSameImages() throws Exception {
        // when
        CommandOutcome outcome = tables.run(
                List.of("base", "tuned"),
                "classify",
                "--labels",
                "@labels.csv",
                "--classes",
                "@classes.txt",
                "--comparatives",
                "@comparatives.csv",
                "--template",
                "a {c}",
                "--format",
                "json");

        // then
        JsonNode found = json(outcome);
        assertThat(found.get("vectors").fieldNames()).toIterable().containsExactly("base.csv", "tuned.csv");
        assertThat(found.get("compared")).hasSize(2);
        assertThat(found.get("compared").get(0).get("n").intValue()).isEqualTo(3);
    }

    @Test
    void twoClassesWithOneTextAreToldAndTheFirstWins() throws Exception {
        // given
        tables.write("classes.txt", "cup\ta cup\nmug\ta cup\nbell\n");
        tables.write("labels.csv", "image,label", List.of("0.png,mug"));

        // when
        CommandOutcome outcome = classify("--format", "json");

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("classes \"cup\" and \"mug\" have one vector; the first wins");
        assertThat(MAPPER.readTree(outcome.out())
                        .get("zero_shot")
                        .get("predictions")
                        .get(0)
                        .intValue())
                .isNotEqualTo(1);
    }

    @Test
    void byteOrderMarksAndLineEndsOfWindowsAreNoPartOfTheText() throws Exception {
        // given
        String plain = classify("--format", "json").out();
        tables.write("classes.txt", "\uFEFFcup\ta cup\r\nbell\r\n\r\nboat");
        tables.write("labels.csv", "\uFEFFimage,label\r\n0.png,cup\r\n1.png,bell\r\n2.png,cup\r\n");
        tables.write("comparatives.csv", "\uFEFFfirst,second,text\r\ncup,bell,cup less bell\r\n");

        // then
        assertThat(classify("--format", "json").out()).isEqualTo(plain);
    }

    @Test
    void classesMayBeATable() throws Exception {
        // given
        String plain = classify("--format", "json").out();
        tables.write("classes.txt", "prompt,class\na cup,cup\na bell,bell\n\"a boat\",boat\n");

        // then
        assertThat(classify("--format", "json").out()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            labels.csv       | image,label\\n0.png,cup\\n0.png,bell      | labels.csv:3:1: image "0.png" stands here and on line 2
            labels.csv       | image,label\\n0.png,mug                   | labels.csv:2:7: "mug" is no class of
            labels.csv       | image,label\\n9.png,cup                   | labels.csv:2:1: image "9.png" is not in
            labels.csv       | image,label\\n                            | labels.csv:1:1: there is no row
            labels.csv       | image,label\\n ,cup                       | labels.csv:2:1: image is empty
            labels.csv       | image\\n0.png                             | labels.csv:1:1: column label is missing
            comparatives.csv | first,second,text\\ncup,mug,cup less bell | comparatives.csv:2:5: "mug" is no class of
            comparatives.csv | first,second,text\\ncup,cup,cup less bell | a class does not differ from itself
            comparatives.csv | first,second,text\\ncup,bell,taller       | comparatives.csv:2:10: text "taller" has no vector in
            classes.txt      | cup\\nbell\\ncup                          | classes.txt:3:1: class "cup" stands here and on line 1
            classes.txt      | cup                                       | classes.txt:1:1: there is one class alone
            classes.txt      | \\tcup\\nbell                             | classes.txt:1:1: the class before the tab
            base.csv         | image,e0,e1\\n0.png,1,nan\\n              | base.csv:2:9: e1 "nan" is not finite
            base.csv         | image,e0,e1\\n0.png,0,0\\n                | has length 0
            base.csv         | image,e0\\n0.png,1\\n0.png,1              | "0.png" stands here and on line 2
            base.csv         | image,e0,e1\\n0.png,1,0\\n1.png,1,0\\n2.png,1,1 | images have 2 elements and texts 6
            base-texts.csv   | word,e0\\na cup,1                         | add the column text or prompt
            """)
    void aFaultIsNamedByFileAndLineWithItsRemedy(String file, String text, String fault) throws Exception {
        // given
        tables.write(file, text.replace("\\n", "\n").replace("\\t", "\t"));

        // then
        refused(classify(), fault);
    }

    @Test
    void anEmptyFileIsSaidSo() throws Exception {
        // given
        tables.write("labels.csv", "");

        // then
        refused(classify(), "labels.csv:1:1: the file is empty");
    }
}
