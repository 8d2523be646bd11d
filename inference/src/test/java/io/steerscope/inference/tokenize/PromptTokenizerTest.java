package io.steerscope.inference.tokenize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    void aFileThatIsNoTokenizerIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> PromptTokenizer.open(new TokenizerRules(file, 77, 0, 1, 1)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(file.toString());
    }
}
