package io.steerscope.schemas.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.schemas.record.Identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordKeysTest {

    private static final Identity IDENTITY = new Identity("exp-1", "colour-01", "analogy", 0.5, 2L);

    @Test
    void keysHaveTheDocumentedForm() {
        assertThat(RecordKeys.jobKey(IDENTITY)).isEqualTo("exp-1/colour-01/analogy/0.5/2");
        assertThat(RecordKeys.scoreKey(IDENTITY, "toy-clip")).isEqualTo("exp-1/colour-01/analogy/0.5/2/toy-clip");
        assertThat(RecordKeys.itemKey(IDENTITY, "toy-clip")).isEqualTo("exp-1/colour-01/analogy/0.5/toy-clip");
    }

    @Test
    void theKeyOfATextEmbeddingNamesAllThatDecidesIt() {
        String sha256 = "0".repeat(64);

        assertThat(RecordKeys.textEmbeddingKey(sha256, "float32", "a"))
                .isEqualTo(sha256 + "/float32/ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
        assertThat(RecordKeys.textEmbeddingKey(sha256, "bfloat16", "a"))
                .isNotEqualTo(RecordKeys.textEmbeddingKey(sha256, "float32", "a"));
    }

    @Test
    void negativeZeroAndZeroAreTheSameAlpha() {
        Identity zero = new Identity("e", "p", "m", 0.0, 0L);
        Identity negativeZero = new Identity("e", "p", "m", -0.0, 0L);

        assertThat(RecordKeys.jobKey(negativeZero)).isEqualTo(RecordKeys.jobKey(zero));
        assertThat(new ItemKey("e", "p", "m", -0.0, "s")).isEqualTo(new ItemKey("e", "p", "m", 0.0, "s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä"})
    void anIdThatCannotStandInAKeyIsRefusedAndQuoted(String id) {
        Identity identity = new Identity("exp", id, "analogy", 0.5, 2L);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKeys.jobKey(identity))
                .withMessage("pair id \"%s\" must consist of letters, digits, '.', '_' and '-'", id);
    }

    @Test
    void anIdIsQuotedWithoutWhatATerminalWouldObey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKeys.checkId("pair id", "a\n\u001b[2J"))
                .withMessage("pair id \"a\\u000A\\u001B[2J\" must consist of letters, digits, '.', '_' and '-'");
    }

    @Test
    void anIdIsAtMostTwoHundredCharactersLong() {
        assertThat(RecordKeys.isId("x".repeat(200))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKeys.checkId("experiment id", "x".repeat(201)))
                .withMessage("experiment id \"%s…\" must have at most 200 characters, has 201", "x".repeat(80));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void anAlphaThatIsNoNumberIsRefused(double alpha) {
        Identity identity = new Identity("exp", "pair", "analogy", alpha, 2L);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKeys.jobKey(identity))
                .withMessageContaining("must be a finite number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            e/p/m/0.5      | must have 5 parts
            e/p/m/0.5/1/s  | must have 5 parts
            e/p/m/half/1   | alpha "half" is not a number
            e/p/m/0.5/one  | seed "one" is not a 64-bit integer
            e//m/0.5/1     | pair id "" must consist of
            """)
    void aKeyThatNamesNoJobIsRefused(String key, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKeys.parseJobKey(key))
                .withMessageContaining(problem);
    }
}
