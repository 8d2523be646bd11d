package io.steerscope.results.intake;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyValuesTest {

    @Test
    void ofSeveralPartitionsWhatWasMadeLastCountsInWhateverOrderTheyAreRead() {
        KeyValues<String> none = KeyValues.none();

        assertThat(none.with(0, 5, "early").with(1, 9, "late").value()).isEqualTo("late");
        assertThat(none.with(1, 9, "late").with(0, 5, "early").value()).isEqualTo("late");
        assertThat(none.with(1, 5, "one").with(0, 5, "zero").value()).isEqualTo("one");
        assertThat(none.with(0, 5, "zero").with(1, 5, "one").value()).isEqualTo("one");
    }

    @Test
    void withinAPartitionTheLastRecordCountsWheneverItWasMade() {
        KeyValues<String> values = KeyValues.<String>none().with(0, 9, "first").with(0, 5, "second");

        assertThat(values.value()).isEqualTo("second");
        assertThat(values.count()).isEqualTo(1);
    }

    @Test
    void aTombstoneTakesBackWhatItsOwnPartitionSays() {
        KeyValues<String> both = KeyValues.<String>none().with(0, 5, "zero").with(1, 9, "one");

        assertThat(both.without(1).value()).isEqualTo("zero");
        assertThat(both.without(2).value()).isEqualTo("one");
        assertThat(both.without(0).without(1).isEmpty()).isTrue();
    }
}
