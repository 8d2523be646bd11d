package io.steerscope.schemas.table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LookalikesTest {

    @ParameterizedTest
    @CsvSource({
        "caf\u00E9, cafe\u0301, Unicode normalisation (NFC and NFD)",
        "a b, a\u00A0b, spaces or unseen characters",
        "ab, ab\u200B, spaces or unseen characters",
        "ab, \uFEFFab, spaces or unseen characters",
        "Colour, colour, letter case"
    })
    void namesThatLookAlikeAreToldWithTheirDifference(String first, String second, String difference) {
        // given
        Lookalikes names = new Lookalikes("category", false);

        // when / then
        assertThat(names.add(first, 2)).isEmpty();
        assertThat(names.add(second, 7))
                .get()
                .asString()
                .startsWith("category \"")
                .endsWith(" on line 2 in " + difference + " only: write both alike");
        assertThat(names.add(second, 8)).as("told once").isEmpty();
        assertThat(names.alike(first, second)).isTrue();
    }

    @Test
    void theSpellingsAreShownByTheNumbersOfTheirCharacters() {
        // given
        Lookalikes names = new Lookalikes("pair_id", true);
        names.add("cafe\u0301", 2);

        // when / then
        assertThat(names.add("caf\u00E9", 3))
                .contains("pair_id \"caf\\u00E9\" differs from \"cafe\\u0301\" on line 2 in Unicode normalisation"
                        + " (NFC and NFD) only: write both alike");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cafe", "Caf\u00E9", "caf\u00E8", "caf \u00E9"})
    void namesThatLookDifferentAreTwo(String other) {
        // given
        Lookalikes names = new Lookalikes("pair_id", true);
        names.add("caf\u00E9", 2);

        // when / then
        assertThat(names.add(other, 3)).isEmpty();
    }
}
