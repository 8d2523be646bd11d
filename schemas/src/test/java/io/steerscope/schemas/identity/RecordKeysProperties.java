package io.steerscope.schemas.identity;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

import io.steerscope.schemas.record.Identity;

import static org.assertj.core.api.Assertions.assertThat;

class RecordKeysProperties {

    @Property
    void aJobKeyNamesItsIdentity(
            @ForAll("ids") String experiment,
            @ForAll("ids") String pair,
            @ForAll @DoubleRange(min = -1e300, max = 1e300) double alpha,
            @ForAll long seed) {
        Identity identity = new Identity(experiment, pair, "analogy", alpha + 0.0, seed);

        assertThat(RecordKeys.parseJobKey(RecordKeys.jobKey(identity))).isEqualTo(identity);
    }

    @Property
    void aScoreKeyNamesItsIdentityAndScorer(
            @ForAll("ids") String pair, @ForAll("ids") String scorer, @ForAll long seed) {
        Identity identity = new Identity("exp", pair, "lerp", 0.8, seed);

        assertThat(RecordKeys.parseScoreKey(RecordKeys.scoreKey(identity, scorer)))
                .isEqualTo(new ScoreKey(identity, scorer));
    }

    @Property
    void anItemKeyIsTheSameForEverySeed(@ForAll("ids") String pair, @ForAll long seed, @ForAll long otherSeed) {
        Identity identity = new Identity("exp", pair, "lerp", 0.8, seed);
        Identity other = new Identity("exp", pair, "lerp", 0.8, otherSeed);

        String key = RecordKeys.itemKey(identity, "clip");

        assertThat(key).isEqualTo(RecordKeys.itemKey(other, "clip"));
        assertThat(RecordKeys.parseItemKey(key)).isEqualTo(new ItemKey("exp", pair, "lerp", 0.8, "clip"));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("._-")
                .ofMinLength(1)
                .ofMaxLength(20);
    }
}
