package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DifferencesCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private DifferenceTables tables;

    @BeforeEach
    void writeInputs() throws Exception {
        tables = new DifferenceTables(folder);
        tables.writeEmbeddings("base", 1);
        tables.writeEmbeddings("tuned", 2);
        tables.write("classes.txt", "cup\ta cup\nbell\nboat\n");
        tables.write("labels.csv", "image,label", List.of("0.png,cup", "1.png,bell", "2.png,cup"));
        tables.write("comparatives.csv", "first,second,text", List.of("cup,bell,cup less bell"));
        tables.write("pairs.csv", "first,second,text,truth", List.of("0.png,1.png,larger,1", "2.png,3.png,larger,-1"));
    }

    private CommandOutcome classify(String... further) {
        return tables.run(
                List.of("base"),
                concat(
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

    private CommandOutcome pairs(String... further) {
        return tables.run(List.of("base"), concat(List.of("pairs", "--pairs", "@pairs.csv"), further));
    }

    private static String[] concat(List<String> first, String... further) {
        return Stream.concat(first.stream(), Arrays.stream(further)).toArray(String[]::new);
    }

    private static JsonNode json(CommandOutcome outcome) throws Exception {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return MAPPER.readTree(outcome.out());
    }

    private static void refused(CommandOutcome outcome, String... parts) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.err()).contains(parts);
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
        refused(pairs(), "pairs.csv:3:13: the captions of the images have one vector in base.csv");
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
    void theOrdersOfTwoModelsAreComparedInJson() throws Exception {
        // when
        JsonNode found = json(tables.run(List.of("base", "tuned"), "rank", "--text", "larger", "--format", "json"));

        // then
        JsonNode compared = found.get("compared").get(0);
        assertThat(found.get("compared")).hasSize(1);
        assertThat(compared.get("first").textValue()).isEqualTo("base.csv");
        assertThat(compared.get("second").textValue()).isEqualTo("tuned.csv");
        assertThat(compared.get("n").intValue()).isEqualTo(8);
        assertThat(compared.get("kendall_tau_b").doubleValue())
                .isEqualTo(tauOfOrders(
                        found.get("vectors").get("base.csv"),
                        found.get("vectors").get("tuned.csv")));
    }

    /** Without ties: concordant less discordant pairs, of 28. */
    private static double tauOfOrders(JsonNode first, JsonNode second) {
        List<String> ofFirst = new ArrayList<>();
        first.get("order").forEach(image -> ofFirst.add(image.textValue()));
        List<String> ofSecond = new ArrayList<>();
        second.get("order").forEach(image -> ofSecond.add(image.textValue()));
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            for (int j = i + 1; j < 8; j++) {
                sum += ofSecond.indexOf(ofFirst.get(i)) < ofSecond.indexOf(ofFirst.get(j)) ? 1 : -1;
            }
        }
        return sum / 28.0;
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

    @Test
    void withoutTruthTheOrderIsWrittenAndNotJudged() throws Exception {
        // when
        CommandOutcome outcome = tables.run(List.of("base"), "rank", "--text", "larger", "--out", "@order.csv");

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("cannot be judged");
        assertThat(Files.readAllLines(folder.resolve("order.csv")))
                .hasSize(9)
                .startsWith("model,rank,image,score,value")
                .anyMatch(line -> line.startsWith("base.csv,1,"));
    }

    @Test
    void aTextAndItselfHaveNoDifference() {
        refused(
                tables.run(List.of("base"), "rank", "--text", "larger", "--opposite", "larger"),
                "--text and --opposite have one vector");
    }

    @Test
    void aValueThatIsNoNumberIsNamed() throws Exception {
        // given
        tables.write("truth.csv", "image,value\n0.png,\"1,5\"\n");

        // then
        refused(
                tables.run(List.of("base"), "rank", "--text", "larger", "--truth", "@truth.csv"),
                "truth.csv:2:7: value \"1,5\" has a decimal comma: write 1.5");
    }

    @Test
    void anOrderDoesNotReplaceWhatIsRead() throws Exception {
        // given
        tables.write("truth.csv", "image,value\n0.png,1\n");

        // then
        refused(
                tables.run(List.of("base"), "rank", "--text", "larger", "--truth", "@truth.csv", "--out", "@truth.csv"),
                "--out",
                "would replace a file that is read");
    }

    @Test
    void equalCaptionsAreOneAndAnyOfTheirImagesIsRight() throws Exception {
        // given
        tables.write(
                "captions.csv",
                "image,caption",
                List.of(
                        "0.png,one",
                        "1.png,one",
                        "2.png,one",
                        "3.png,one",
                        "4.png,one",
                        "5.png,one",
                        "6.png,one",
                        "7.png,two"));

        // when
        JsonNode found =
                json(tables.run(List.of("base"), "retrieve", "--captions", "@captions.csv", "--format", "json"));

        // then
        assertThat(found.get("text_to_image").get("n").intValue()).isEqualTo(2);
        assertThat(found.get("image_to_text").get("n").intValue()).isEqualTo(8);
        assertThat(found.get("image_to_text").get("candidates").intValue()).isEqualTo(2);
        assertThat(found.get("image_to_text").get("recall_at_5").get("accuracy").doubleValue())
                .isEqualTo(1.0);
    }

    @Test
    void aCaptionThatAnImageHasTwiceIsNamed() throws Exception {
        // given
        tables.write("captions.csv", "image,caption", List.of("0.png,one", "0.png,one"));

        // then
        refused(
                tables.run(List.of("base"), "retrieve", "--captions", "@captions.csv"),
                "captions.csv:3:1: image \"0.png\" has this caption here and on line 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"images": [[1, 0], [1]], "text": [1, 0], "pairs": []}                   | images[1] has 1 elements and images[0] 2
            {"images": [[1, 0], [0, 0]], "text": [1, 0], "pairs": []}                | images[1] has length 0
            {"images": [[1, 1e39]], "text": [1, 0], "pairs": []}                     | images[0][1] is no finite float32
            {"images": [[1, NaN]], "text": [1, 0], "pairs": []}                      | vectors.json:1:
            {"images": [[1, "1"]], "text": [1, 0], "pairs": []}                      | images[0][1] is no finite float32
            {"images": [[1, 0]], "text": [1, 0]}                                     | pairs is missing: add it
            {"images": [[1, 0]], "pairs": []}                                        | text is no vector
            {"images": [[1, 0]], "text": [1, 0], "pairs": [{"first": 0, "second": 1}]} | pairs[0].second must be a whole number from 0 to 0
            {"images": [[1, 0]], "text": [1, 0], "pairs": [{"first": 0, "second": 0}]} | pairs[0].truth is missing
            {"images": [[1, 0]], "text": [1, 0], "pairs": [], "values": [1, 2]}      | values has 2 values for 1 images
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
    void captionsOfOneTextWithTwoVectorsAreRefusedInEitherOrder() throws Exception {
        for (List<String> vectors : List.of(List.of("[1, 0]", "[0, 1]"), List.of("[0, 1]", "[1, 0]"))) {
            // given
            tables.write(
                    "vectors.json",
                    """
                    {"images": [[1, 0], [0, 1]], "captions": [
                      {"image": 0, "text": "a cup", "embedding": [1, 1]},
                      {"image": 0, "text": "a bell", "embedding": %s},
                      {"image": 1, "text": "a bell", "embedding": %s}]}
                    """
                            .formatted(vectors.get(0), vectors.get(1)));

            // then
            refused(
                    CommandOutcome.of("differences", "retrieve", "--vectors", tables.file("vectors.json")),
                    "captions[2].text stands at captions[1] with another vector");
        }
    }

    @Test
    void captionsOfOneTextOrOfOneVectorWithoutATextAreOne() throws Exception {
        // given
        tables.write(
                "vectors.json",
                """
                {"images": [[1, 0], [0, 1]], "captions": [
                  {"image": 0, "text": "a bell", "embedding": [1, 1]},
                  {"image": 1, "text": "a bell", "embedding": [1, 1]},
                  {"image": 0, "embedding": [1, 0]},
                  {"image": 1, "embedding": [1, 0]},
                  {"image": 1, "embedding": [0, 1]}]}
                """);

        // when
        JsonNode found = json(CommandOutcome.of(
                "differences", "retrieve", "--vectors", tables.file("vectors.json"), "--format", "json"));

        // then
        assertThat(found.get("image_to_text").get("candidates").intValue()).isEqualTo(3);
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
