package io.steerscope.inference.tokenize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.TokenizerRules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PromptTokenizerTest {

    private static final TokenizerRules RULES = TestBundles.tinyClip().tokenizer();

    @Test
    void idsOfAnyScriptEqualThoseOfTransformers() {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(RULES)) {
            for (JsonNode reference : TestBundles.json(TestBundles.reference("tokens.json"))) {
                // when
                TokenizedPrompt prompt =
                        tokenizer.tokenize(reference.get("text").textValue());

                // then
                int length = reference.get("untruncatedLength").intValue();
                assertThat(prompt.ids())
                        .as(reference.toString())
                        .containsExactly(TestBundles.longs(reference.get("ids")));
                assertThat(prompt.untruncatedLength()).isEqualTo(length);
                assertThat(prompt.truncated()).isEqualTo(length > RULES.maxLength());
            }
        }
    }

    @Test
    void shorterLimitsAndOtherPaddingAreObeyed() {
        TokenizerRules rules = new TokenizerRules(RULES.file(), 6, RULES.bosTokenId(), RULES.eosTokenId(), 0);
        try (PromptTokenizer tokenizer = PromptTokenizer.open(rules)) {
            assertThat(tokenizer.tokenize("a red car").ids()).containsExactly(49406, 320, 736, 1615, 49407, 0);
            assertThat(tokenizer.tokenize("a red car").truncated()).isFalse();
            assertThat(tokenizer.tokenize("a red car car").truncated()).isFalse();
            assertThat(tokenizer.tokenize("a red car car red").ids())
                    .containsExactly(49406, 320, 736, 1615, 1615, 49407);
            assertThat(tokenizer.tokenize("a red car car red").truncated()).isTrue();
        }
    }

    @Test
    void aTokenizerWithOtherSpecialTokensIsRefused() {
        TokenizerRules rules = new TokenizerRules(RULES.file(), 77, 1, RULES.eosTokenId(), 0);
        assertThatThrownBy(() -> PromptTokenizer.open(rules))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("[49406, 49407]");
    }

    @Test
    void aTextWithoutStartTokenIsCutWithItsEndTokenKept() {
        ClipBundle siglip = (ClipBundle) ModelBundle.open(TestBundles.bundle("tiny-siglip"));
        TokenizerRules rules = siglip.tokenizer();
        try (PromptTokenizer tokenizer = PromptTokenizer.open(rules)) {
            TokenizedPrompt cut = tokenizer.tokenize("a red car ".repeat(40));
            assertThat(cut.ids()).hasSize(rules.maxLength()).endsWith(rules.eosTokenId());
            assertThat(cut.ids()[62]).isNotEqualTo(rules.eosTokenId());
            assertThat(cut.cut())
                    .isEqualTo(cut.untruncatedLength() - rules.maxLength())
                    .isPositive();
            assertThat(tokenizer.tokenize("a red car").cut()).isZero();
        }
    }

    @Test
    void wordsThatAreNotInTheVocabularyAreNamedAsTheyStandInTheText() {
        ClipBundle toy = (ClipBundle) ModelBundle.open(TestBundles.projectBundle("toybox-clip"));
        try (PromptTokenizer tokenizer = PromptTokenizer.open(toy.tokenizer())) {
            // when
            TokenizedPrompt prompt = tokenizer.tokenize("\uD83D\uDE00 a Café, a red car");

            // then
            assertThat(prompt.unknown()).containsExactly("\uD83D\uDE00", "Café", ",");
            assertThat(prompt.known())
                    .isEqualTo(tokenizer.tokenize("a a red car").known());
            assertThat(tokenizer.tokenize("a red car").unknown()).isEmpty();
            assertThat(tokenizer.tokenize("a <unk> car").unknown()).containsExactly("<unk>");
        }
    }

    @Test
    void promptsThatDifferInUnknownWordsOrBehindTheCutAreTheSame() {
        ClipBundle toy = (ClipBundle) ModelBundle.open(TestBundles.projectBundle("toybox-clip"));
        try (PromptTokenizer tokenizer = PromptTokenizer.open(toy.tokenizer())) {
            TokenizedPrompt prompt = tokenizer.tokenize("a fluffy dog on grass");

            // then
            assertThat(prompt.isSameAs(tokenizer.tokenize("a cat on grass"))).isTrue();
            assertThat(prompt.isSameAs(tokenizer.tokenize("A\u00A0cat  on grass")))
                    .isTrue();
            assertThat(prompt.isSameAs(tokenizer.tokenize("a cat on sand"))).isFalse();
            assertThat(tokenizer
                            .tokenize("red car ".repeat(20) + "house")
                            .isSameAs(tokenizer.tokenize("red car ".repeat(20) + "tree")))
                    .isTrue();
            assertThat(tokenizer.tokenize("red car ".repeat(20) + "photo").unknown())
                    .isEmpty();
        }
    }

    @Test
    void aTokenizerOfBytesKnowsEveryText() {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(RULES)) {
            assertThat(tokenizer.tokenize("ಕನ್ನಡ \uD83D\uDE00 <|endoftext|>").unknown())
                    .isEmpty();
            assertThat(tokenizer.tokenize("A red\u00A0car").isSameAs(tokenizer.tokenize("a red car")))
                    .isTrue();
        }
        assertThat(Language.of(TestBundles.tinyClip())).isEmpty();
    }

    @Test
    void piecesThatAUnigramTokenizerLacksAreUnknown() {
        ClipBundle siglip = (ClipBundle) ModelBundle.open(TestBundles.bundle("tiny-siglip"));
        try (PromptTokenizer tokenizer = PromptTokenizer.open(siglip.tokenizer())) {
            assertThat(tokenizer.tokenize("a 漢字 car").unknown()).containsExactly("漢字");
            assertThat(tokenizer.tokenize("a red car!").isSameAs(tokenizer.tokenize("a red car")))
                    .isTrue();
        }
    }

    @Test
    void aTokenizerWithoutAnUnknownTokenNamesWhatItDrops(@TempDir Path folder) throws IOException {
        // given
        Path file = Files.writeString(
                folder.resolve("tokenizer.json"),
                """
                {"version": "1.0", "truncation": null, "padding": null,
                 "added_tokens": [{"id": 0, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
                                   "normalized": false, "special": true}],
                 "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "<s>", "type_id": 0}}],
                   "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
                   "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]}}},
                 "decoder": null,
                 "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
                           "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
                           "vocab": {"<s>": 0, "a": 1, "b": 2}, "merges": []}}
                """);
        TokenizerRules rules = new TokenizerRules(file, 8, TokenizerRules.NO_TOKEN, 0, 0);
        try (PromptTokenizer tokenizer = PromptTokenizer.open(rules)) {
            // when
            TokenizedPrompt prompt = tokenizer.tokenize("a xy b z");

            // then
            assertThat(prompt.ids()).startsWith(1, 2, 0);
            assertThat(prompt.unknown()).containsExactly("xy", "z");
        }
    }

    @Test
    void theToyBundlesSayInOneLineWhatLanguageTheySpeak() {
        for (String name : List.of("toybox-clip", "toybox-clip-b", "toybox-sdxl")) {
            assertThat(Language.of(ModelBundle.open(TestBundles.projectBundle(name))))
                    .hasValue(
                            "knows 89 words, such as balloon, bolts, crown, hat, medium, red, striped, two, and no others");
        }
    }

    @Test
    void captionsHaveTheSameIdsWhereTheToyScorerKnowsWordsOfDifferencesToo() {
        // given
        ClipBundle base = (ClipBundle) ModelBundle.open(TestBundles.projectBundle("toybox-clip"));
        ClipBundle tuned = (ClipBundle) ModelBundle.open(TestBundles.projectBundle("toybox-clip-differences"));
        String caption = "two small red striped cars on the left on grass in the rain";
        String difference = "car instead of boat and larger";
        try (PromptTokenizer before = PromptTokenizer.open(base.tokenizer());
                PromptTokenizer after = PromptTokenizer.open(tuned.tokenizer())) {
            // when
            TokenizedPrompt known = after.tokenize(difference);

            // then
            assertThat(after.tokenize(caption).ids())
                    .isEqualTo(before.tokenize(caption).ids());
            assertThat(known.unknown()).isEmpty();
            assertThat(before.tokenize(difference).unknown()).containsExactly("instead", "of", "and", "larger");
        }
    }

    @Test
    void aFileThatIsNoTokenizerIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> PromptTokenizer.open(new TokenizerRules(file, 77, 0, 1, 1)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(file.toString());
    }
}
