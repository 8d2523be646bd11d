package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AnalogiesCommandTest {

    private static final Path IMAGES = Path.of("../inference/src/test/resources/golden/tiny-clip/images");

    @TempDir
    private Path folder;

    private Path vectors;

    @BeforeEach
    void writeVectors() throws IOException {
        vectors = file(
                "v.txt", "man 1 0 1\nwoman 1 1 1\nking 3 0 1\nqueen 3 1 1\nKing 3 0 1\nsea 0 0 -1\nland -1 -1 0\n");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private CommandOutcome analogies(String... options) {
        List<String> arguments = new ArrayList<>(List.of("analogies"));
        arguments.addAll(List.of(options));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--format", "json"));
        CommandOutcome outcome = analogies(all.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    private String questions(String... lines) throws IOException {
        return "--questions=" + Files.write(folder.resolve("q.txt"), List.of(lines));
    }

    @Test
    void oddQuestionsAreCountedEachInItsPlace() throws IOException {
        // when
        JsonNode found = json(
                "--vectors=" + vectors,
                questions(
                        ": s",
                        "man woman king queen",
                        "man man king queen",
                        "man woman king king/nobody",
                        "man woman x y",
                        ": empty"));

        // then
        JsonNode totals = found.get("totals");
        assertThat(totals.get("3cosadd-raw|exclusive").toString())
                .startsWith("{\"n\":2,\"unanswerable\":1,\"top1\":1,");
        assertThat(totals.get("pair-direction|inclusive").get("n").intValue()).isEqualTo(2);
        assertThat(totals.get("pair-direction|exclusive").get("unanswerable").intValue())
                .isOne();
        assertThat(found.get("sections").get("empty").get("only-c|exclusive").toString())
                .isEqualTo("{\"n\":0,\"unanswerable\":0,\"top1\":0,\"top5\":0,\"mrr\":null,"
                        + "\"wilson95_top1\":null,\"wilson95_top5\":null}");
        JsonNode questions = found.get("questions");
        assertThat(questions.get(1).get("ranks").get("pair-direction").toString())
                .isEqualTo("{\"exclusive\":null,\"inclusive\":null,\"predicted_exclusive\":null,"
                        + "\"predicted_inclusive\":null,\"top5_exclusive\":[]}");
        assertThat(questions.get(1).get("offset_cosine").isNull()).isTrue();
        assertThat(questions.get(3).get("unknown").toString()).isEqualTo("[\"x\",\"y\"]");
        assertThat(found.get("chance").get("exclusive_top1").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void equalVectorsAreInTheOrderOfTheVocabulary() throws IOException {
        // when
        JsonNode ranks = json("--vectors=" + vectors, questions("man woman queen king", "man woman queen King"))
                .get("questions");

        // then
        int first = ranks.get(0).get("ranks").get("3cosmul").get("exclusive").intValue();
        assertThat(ranks.get(1).get("ranks").get("3cosmul").get("exclusive").intValue())
                .isEqualTo(first + 1);
    }

    @Test
    void withoutCaseTheFirstOfTheVocabularyCounts() throws IOException {
        // when
        CommandOutcome outcome =
                analogies("--vectors=" + vectors, questions("MAN Woman KING queen"), "--ignore-case", "--format=json");

        // then
        assertThat(outcome.err()).contains("1 word stands there again, and left out");
        JsonNode found = new ObjectMapper().readTree(outcome.out());
        assertThat(found.get("vocabulary").intValue()).isEqualTo(6);
        assertThat(found.get("questions").get(0).get("skipped").booleanValue()).isFalse();
    }

    @Test
    void unknownWordsMayCountAsWrong() throws IOException {
        // when
        JsonNode found =
                json("--vectors=" + vectors, questions("man woman king queen", "man woman x y"), "--unknown-wrong");

        // then
        assertThat(found.get("totals").get("3cosadd-raw|exclusive").get("n").intValue())
                .isEqualTo(2);
        assertThat(found.get("skipped").intValue()).isOne();
    }

    @Test
    void severalVectorsStandSideBySide() throws IOException {
        // given
        Path other = file("other.txt", "6 2\nman 1 0\nwoman 1 1\nking 3 0\nqueen 3 1\nsea 0 -1\nland -1 -1\n");
        String asked = questions("man woman king queen", "woman man queen king");
        Path details = folder.resolve("d.csv");

        // when
        JsonNode found = json("--vectors=" + vectors, "--vectors=" + other, asked, "--details=" + details);
        CommandOutcome table = analogies("--vectors=" + vectors, "--vectors=" + other, asked);
        CommandOutcome markdown = analogies("--vectors=" + vectors, asked, "--format=markdown");

        // then
        assertThat(found.get("vectors").fieldNames()).toIterable().containsExactly("v.txt", "other.txt");
        assertThat(Files.readAllLines(details))
                .hasSize(5)
                .element(1)
                .asString()
                .startsWith("v.txt,,man:woman::king:queen,,");
        assertThat(table.out()).contains("Side by side", "Arithmetic of embeddings: other.txt", "gain over only-c");
        assertThat(markdown.out()).contains("## Arithmetic of embeddings: v.txt", "|");
    }

    @Test
    void methodsAndConventionsMayBeChosen() throws IOException {
        // when
        JsonNode found = json(
                "--vectors=" + vectors,
                questions("man woman king queen", "woman man queen king"),
                "--methods=3cosmul,only-c",
                "--convention=exclusive",
                "--controls=3",
                "--control-seed=9");

        // then
        assertThat(found.get("totals").fieldNames())
                .toIterable()
                .containsExactly("3cosmul|exclusive", "only-c|exclusive");
        assertThat(found.get("controls")
                        .get("3cosmul|exclusive")
                        .get("top1")
                        .get("controls")
                        .intValue())
                .isEqualTo(3);
        assertThat(found.get("gain_over_only_c")
                        .get("3cosmul|exclusive")
                        .get("n")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void optionsThatDoNotFitAreWrongUsage() throws IOException {
        // given
        String asked = questions("man woman king queen");

        // then
        assertThat(analogies(asked).status()).isEqualTo(2);
        assertThat(analogies("--vectors=" + vectors).err())
                .contains("--questions FILE, --relations FILE or --pairs FILE");
        assertThat(analogies("--vectors=" + vectors, asked, "--template=x").err())
                .contains("--template is of --bundle");
        assertThat(analogies("--bundle=x", asked, "--template=x").err()).contains("must hold {w}");
        assertThat(analogies("--vectors=" + vectors, asked, "--methods=cosadd").err())
                .contains("\"cosadd\" is none of 3cosadd, 3cosadd-raw");
        assertThat(analogies("--vectors=" + folder.resolve("none"), asked).status())
                .isOne();
    }

    @Test
    void optionsOfWhatIsNotThereAreWrongUsage() throws IOException {
        // given
        String asked = questions("man woman king queen");
        String relations = "--relations=" + file("r.csv", "relation,first,second\nr,man,woman\n");

        // when
        CommandOutcome pooling = analogies("--vectors=" + vectors, asked, "--pooling=raw");
        CommandOutcome unknown = analogies("--vectors=" + vectors, relations, "--unknown-wrong");

        // then
        assertThat(pooling.status()).isEqualTo(2);
        assertThat(pooling.err()).contains("--pooling is of pictures: --word-images FILE");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("--unknown-wrong is of --questions");
    }

    @Test
    void whatIsComparedHasANameOfItsOwn() throws IOException {
        // given
        String asked = questions("man woman king queen");
        Path images = file("v.csv", "word,image,e0,e1\nman,a,1,0\nwoman,a,1,1\n");
        Path alike =
                Files.copy(images, Files.createDirectories(folder.resolve("w")).resolve("v.txt"));

        // when
        JsonNode found = json("--vectors=" + vectors, "--vectors=" + vectors, "--word-images=" + alike, asked);

        // then
        assertThat(found.get("vectors").fieldNames())
                .toIterable()
                .containsExactly(vectors.toString(), vectors + " (2)", "v.txt");
    }

    @Test
    void imagesThatCancelOutNameTheFileAndTheWord() throws IOException {
        // given
        String asked = questions("a b a b");
        Path opposite = file("o.csv", "word,image,e0,e1\na,1,1,2\na,2,-1,-2\nb,1,1,1\n");
        Path longer = file("l.csv", "word,image,e0,e1\na,1,0.1,0.3\na,2,-0.3,-0.9\nb,1,1,1\n");

        // when
        CommandOutcome raw = analogies("--word-images=" + opposite, asked, "--pooling=raw");
        CommandOutcome unit = analogies("--word-images=" + longer, asked);
        CommandOutcome longerRaw = analogies("--word-images=" + longer, asked, "--pooling=raw");

        // then
        assertThat(raw.status()).isOne();
        assertThat(raw.err())
                .contains(opposite
                        + ": the 2 images of \"a\" cancel out, and their mean by --pooling raw has no direction:"
                        + " leave the word out, or take more images of it")
                .doesNotContain("alone")
                .hasLineCount(1);
        assertThat(unit.err()).contains("by --pooling unit has no direction").contains("or pool by raw alone");
        assertThat(longerRaw.status()).isZero();
    }

    @Test
    void relationsOfUnknownWordsAreNamed() throws IOException {
        // given
        Path relations = file("r.csv", "relation,first,second\nr,man,dog\nr,cat,dog\ns,man,woman\n");

        // when
        CommandOutcome outcome = analogies("--vectors=" + vectors, "--relations=" + relations);

        // then
        assertThat(outcome.out())
                .contains("Warning: r: 2 pairs left out because of unknown words: dog, cat.")
                .doesNotContain("Warning: s");
    }

    @Test
    void aCategoryOfTheNameOfARelationIsNoOtherRelation() throws IOException {
        // given
        Path relations = file("r.csv", "relation,first,second\nsize,man,woman\n");
        Path pairs = file("p.csv", "pair_id,category,source,target\n1,size,king,queen\n2,size,sea,land\n");

        // when
        JsonNode found = json("--vectors=" + vectors, "--relations=" + relations, "--pairs=" + pairs);

        // then
        assertThat(found.get("relations").get("size").get("pairs").intValue()).isOne();
        assertThat(found.get("relations").get("size (2)").get("pairs").intValue())
                .isEqualTo(2);
    }

    @Test
    void withoutOnlyCNothingIsSaidOfGains() throws IOException {
        // given
        String[] options = {"--vectors=" + vectors, questions("man woman king queen"), "--methods=3cosadd"};

        // when
        JsonNode found = json(options);
        CommandOutcome table = analogies(options);

        // then
        assertThat(found.get("rule").fieldNames()).toIterable().doesNotContain("test", "multiplicity", "interval");
        assertThat(found.get("gain_over_only_c")).isEmpty();
        assertThat(table.out()).contains("Exchanged:").doesNotContain("McNemar", "gain");
        assertThat(json("--vectors=" + vectors, questions("man woman king queen"))
                        .get("rule")
                        .has("test"))
                .isTrue();
    }

    @Test
    void aBundleEmbedsWordsByATemplate() throws IOException {
        // when
        JsonNode found = json(
                "--bundle=" + TestBundles.scorer(),
                "--template=one large {w} plain car in the center on grass in the sun",
                questions("red blue green yellow", "blue red yellow green"),
                "--relations=" + file("r.csv", "relation,first,second\ncolour,red,blue\ncolour,green,yellow\n"));

        // then
        assertThat(found.get("vocabulary").intValue()).isEqualTo(4);
        assertThat(found.get("totals").get("3cosadd|exclusive").get("n").intValue())
                .isEqualTo(2);
        assertThat(found.get("totals").get("3cosadd|exclusive").get("top1").intValue())
                .as("one candidate")
                .isEqualTo(2);
        assertThat(found.get("relations").get("colour").get("pairs").intValue()).isEqualTo(2);
    }

    @Test
    void categoriesOfPairsAreRelations() throws IOException {
        // given
        Path pairs = file(
                "pairs.csv",
                "pair_id,category,source,target\n1,size,a small car,a large car\n2,size,a small dog,a large dog\n"
                        + "3,subject,a car,a dog\n4,subject,a cup,a tree\n");

        // when
        JsonNode found = json("--bundle=" + TestBundles.scorer(), "--pairs=" + pairs);

        // then
        assertThat(found.get("relations").fieldNames()).toIterable().containsExactly("size", "subject");
        assertThat(found.get("relations")
                        .get("size")
                        .get("offset_concentration")
                        .isNumber())
                .isTrue();
        assertThat(found.has("questions")).isFalse();
    }

    @Test
    void picturesOfAWordAreAveraged() throws IOException {
        // given
        Path words = Files.createDirectories(folder.resolve("words"));
        for (String word : List.of("one", "two", "three", "four")) {
            Files.createDirectories(words.resolve(word));
        }
        Files.copy(IMAGES.resolve("tiny_64.png"), words.resolve("one/a.png"));
        Files.copy(IMAGES.resolve("gray_400.png"), words.resolve("one/b.png"));
        Files.copy(IMAGES.resolve("gray_400.png"), words.resolve("two/a.png"));
        Files.copy(IMAGES.resolve("tiny_64.png"), words.resolve("three/a.png"));
        Files.writeString(words.resolve("four/broken.png"), "no picture");

        // when
        CommandOutcome outcome = analogies(
                "--bundle=" + TestBundles.scorer(),
                "--images=" + words,
                questions("one two three one/two"),
                "--pooling=unit,raw",
                "--format=json");

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("broken.png").hasLineCount(1);
        JsonNode found = new ObjectMapper().readTree(outcome.out());
        assertThat(found.get("images").toString()).isEqualTo("{\"one\":2,\"three\":1,\"two\":1}");
        assertThat(found.get("resultant_length").get("two").doubleValue()).isEqualTo(1.0, within(1e-12));
        assertThat(found.get("by_pooling").fieldNames()).toIterable().containsExactly("unit", "raw");
    }

    @Test
    void textsAndPicturesOfABundleStandSideBySide() throws IOException {
        // given
        Path words = Files.createDirectories(folder.resolve("words"));
        for (String word : List.of("red", "blue", "green")) {
            Files.createDirectories(words.resolve(word));
            Files.copy(IMAGES.resolve("tiny_64.png"), words.resolve(word).resolve("a.png"));
        }
        String clip = TestBundles.scorer();
        String name = Path.of(clip).getFileName().toString();

        // when
        JsonNode found = json(
                "--bundle=" + clip,
                "--bundle=" + TestBundles.imageEncoder(),
                "--images=" + words,
                "--template={w}",
                questions("red blue green red"));

        // then
        assertThat(found.get("vectors").fieldNames())
                .toIterable()
                .containsExactly(
                        name + ", texts",
                        name + ", images",
                        Path.of(TestBundles.imageEncoder()).getFileName().toString());
        assertThat(found.get("vectors").get(name + ", texts").get("vocabulary").intValue())
                .isEqualTo(3);
        assertThat(found.get("vectors").get(name + ", images").has("by_pooling"))
                .isTrue();
    }

    @Test
    void anEncoderWithoutTextsHasVectorsAsTheyAre() throws IOException {
        // given
        Path words = Files.createDirectories(folder.resolve("words"));
        for (String word : List.of("one", "two")) {
            Files.createDirectories(words.resolve(word));
        }
        Files.copy(IMAGES.resolve("tiny_64.png"), words.resolve("one/a.png"));
        Files.copy(IMAGES.resolve("gray_400.png"), words.resolve("one/b.png"));
        Files.copy(IMAGES.resolve("gray_400.png"), words.resolve("two/a.png"));
        String bundle = "--bundle=" + TestBundles.imageEncoder();
        String asked = questions("one two one two");

        // when
        JsonNode found = json(bundle, "--images=" + words, asked, "--pooling=raw");
        CommandOutcome texts = analogies(bundle, asked);

        // then
        assertThat(found.get("by_pooling").get("raw").get("vocabulary").intValue())
                .isEqualTo(2);
        double squares = 0.0;
        for (JsonNode coordinate : found.get("mean_of_raw").get(1)) {
            squares += coordinate.doubleValue() * coordinate.doubleValue();
        }
        assertThat(Math.abs(squares - 1.0)).isGreaterThan(1e-3);
        assertThat(texts.status()).isOne();
        assertThat(texts.err())
                .contains("reads no texts; this command needs one of kind clip")
                .hasLineCount(1);
    }
}
