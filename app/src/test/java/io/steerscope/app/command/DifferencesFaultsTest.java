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

import static org.assertj.core.api.Assertions.assertThat;

/** What would change a question about differences without a word. */
class DifferencesFaultsTest {

    @TempDir
    private Path folder;

    private DifferenceTables tables;

    @BeforeEach
    void writeInputs() throws Exception {
        tables = new DifferenceTables(folder);
        tables.writeEmbeddings("base", 1);
    }

    private static void refused(CommandOutcome outcome, String... parts) {
        DifferenceTables.refused(outcome, parts);
        assertThat(outcome.err()).doesNotContain("com.fasterxml", "`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            rank     | {"images": [[1, 0]], "text": [1, 0], "oposite": [0, 1]}  | oposite is no member that is known: write one of images, text, opposite
            rank     | {"images": [[1, 0]], "text": [1, 0], "value": [1]}       | value is no member
            rank     | {"images": [], "text": [1, 0]}                           | images is empty
            rank     | {"images": [[1, NaN]], "text": [1, 0]}                   | vectors.json:1:20: NaN is no value of JSON
            rank     | {"images": [[1, 0]], "text": [1, 0]} {}                  | vectors.json:1:38: something stands behind the object
            rank     | {"images": [[1, 0]], "text": [1, 0]                      | the JSON ends in the middle
            rank     | {"images": [[1, 0]] "text": [1, 0]}                      | from here on it is no JSON
            pairs    | {"images": [[1, 0], [0, 1]], "text": [1, 0], "pairs": []} | pairs is empty
            pairs    | {"images": [[1, 0], [0, 1]], "text": [1, 0], "pairs": [{"first": 0, "second": 1, "trut": 1}], "values": [1, 2]} | pairs[0].trut is no member
            retrieve | {"images": [[1, 0]], "captions": [{"image": 0, "embedding": [1, 0], "caption": "one"}]} | captions[0].caption is no member
            retrieve | {"images": [[1, 0]], "captions": []} | captions is empty
            classify | {"classes": ["a", "a"], "class_embeddings": [[1, 0], [0, 1]], "comparatives": [{"first": 0, "second": 1, "embedding": [1, 1]}], "images": [{"label": 0, "embedding": [1, 0]}]} | classes[1] is the name of a class before it
            classify | {"classes": ["a", "b"], "class_embeddings": [[1, 0], [0, 1]], "comparatives": [{"first": 0, "second": 1, "embedding": [1, 1]}], "images": []} | images is empty
            classify | {"classes": ["a", "b"], "class_embeddings": [[1, 0], [0, 1]], "comparatives": [{"first": 0, "second": 1, "embeding": [1, 1]}], "images": [{"label": 0, "embedding": [1, 0]}]} | comparatives[0].embeding is no member
            classify | {"classes": ["a", "b"], "class_embeddings": [[1, 0], [-0.5, 0.8660254]], "comparatives": [{"first": 0, "second": 1, "embedding": [0.5, 0.8660254]}], "images": [{"label": 0, "embedding": [1, 0]}]} | vectors.json: at weight 0.5 (second) the comparatives of class "b" cancel its text
            pairs    | {"images": [[1, 0]], "text": [1, 0], "pairs": []}        | pairs is empty
            pairs    | {"images": [[1, 0]], "text": [1, 0], "pairs": [{"first": 0, "second": 0, "truht": 1}]} | pairs[0].truht is no member that is known: write one of first, second, truth
            retrieve | {"images": [[1, 0]], "captoins": [{"image": 0, "embedding": [1, 0]}]} | captoins is no member
            retrieve | {"images": [[1, 0]], "captions": [{"image": 0, "embedding": [1, 0], "text": 3}]} | captions[0].text is no text
            retrieve | {"images": [[1, 0]], "captions": [{"image": 0, "embedding": [1, 0]}, {"image": 0, "embedding": [1, 0]}]} | captions[1] is a caption of its image before
            """)
    void aFileOfVectorsWithAnotherQuestionIsRefused(String command, String text, String fault) throws Exception {
        // given
        tables.write("vectors.json", text);

        // when
        CommandOutcome outcome = command.equals("classify")
                ? CommandOutcome.of("differences", command, "--weight", "0.5", "--vectors", tables.file("vectors.json"))
                : CommandOutcome.of("differences", command, "--vectors", tables.file("vectors.json"));

        // then
        refused(outcome, fault);
    }

    private CommandOutcome classify(String classes) throws Exception {
        tables.write("classes.txt", classes);
        tables.write("labels.csv", "image,label", List.of("0.png,cup", "1.png,bell"));
        tables.write("comparatives.csv", "first,second,text", List.of("cup,bell,cup less bell"));
        return tables.run(
                List.of("base"),
                "classify",
                "--labels",
                "@labels.csv",
                "--classes",
                "@classes.txt",
                "--comparatives",
                "@comparatives.csv",
                "--format",
                "json");
    }

    @Test
    void namesOfColumnsOfClassesMayHaveAnyCase() throws Exception {
        // when
        CommandOutcome outcome = classify("Class,PROMPT\ncup,a cup\nbell,a bell\n");

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("\"cup\"").doesNotContain("Class");
    }

    @Test
    void otherSeparatorsOfColumnsOfClassesAreNamed() throws Exception {
        refused(classify("class;prompt\ncup;a cup\n"), "classes.txt:1:1: names of columns with ; between them");
        refused(
                classify("Class\tPrompt\ncup\ta cup\n"),
                "names of columns with a tab between them: write class,prompt");
    }

    @Test
    void twoTextsWithOneVectorAreNamedAsTexts() throws Exception {
        // given
        tables.write("base-texts.csv", "text,e0,e1,e2,e3,e4,e5", List.of("a,1,0,0,0,0,0", "b,1,0,0,0,0,0"));

        // then
        refused(
                tables.run(List.of("base"), "rank", "--text", "a", "--opposite", "b"),
                "have one vector among the texts of base.csv");
    }

    @Test
    void oneReferenceAgainstAllLeavesNoIntervalOverImages() throws Exception {
        // given
        tables.write(
                "pairs.csv",
                "first,second,text,truth",
                List.of("0.png,1.png,larger,1", "0.png,2.png,larger,1", "0.png,3.png,smaller,-1"));

        // when
        CommandOutcome outcome =
                tables.run(List.of("base"), "pairs", "--pairs", "@pairs.csv", "--cluster", "image", "--format", "json");

        // then
        JsonNode found = new ObjectMapper().readTree(outcome.out());
        assertThat(found.get("bootstrap95_images").isNull()).isTrue();
        assertThat(found.get("bootstrap_reason").textValue())
                .isEqualTo("one image is in more than half of the decided pairs");
        assertThat(found.get("wilson95")).hasSize(2);
        assertThat(tables.run(List.of("base"), "pairs", "--pairs", "@pairs.csv", "--cluster", "image")
                        .out())
                .contains("One image is in more than half of the decided pairs.");
    }
}
