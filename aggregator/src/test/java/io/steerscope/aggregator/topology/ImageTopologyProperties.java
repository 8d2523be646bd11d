package io.steerscope.aggregator.topology;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;

import static org.assertj.core.api.Assertions.assertThat;

class ImageTopologyProperties {

    /** An image that is made, in so many milliseconds, or a tombstone of it where that is 0. */
    record Event(String experimentId, long seed, int millis) {}

    @Property(tries = 60)
    void imagesAreCountedOnceHoweverOftenTheyAreMadeAndWithdrawn(@ForAll("histories") List<Event> history) {
        // given
        Map<String, ImageSummary> last = new HashMap<>();

        // when
        try (TopologyFixture topology = new TopologyFixture()) {
            for (Event event : history) {
                ImageSummary image = image(event);
                String key = RecordKeys.jobKey(image.getIdentity());
                topology.imageUnder(key, event.millis() == 0 ? null : image);
                if (event.millis() == 0) {
                    last.remove(key);
                } else {
                    last.put(key, image);
                }
            }

            // then
            for (String experiment : List.of("one", "two")) {
                List<ImageSummary> expected = last.values().stream()
                        .filter(image -> image.getIdentity().getExperimentId().equals(experiment))
                        .toList();
                assertThat(topology.imageCount(experiment)).isEqualTo(expected.size());
                assertThat(topology.images(experiment)).containsExactlyInAnyOrderElementsOf(expected);
            }
            last.forEach((key, image) -> assertThat(topology.image(key)).contains(image));
        }
    }

    @Example
    void aSummaryUnderTheKeyOfAnotherImageIsLeftOut() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // given
            ImageSummary image = ToyExperiment.summary(ToyExperiment.scores().get(0));

            // when
            topology.imageUnder("toy/c0-p0/analogy/0.5/99", image).imageUnder("nonsense", image);

            // then
            assertThat(topology.imageCount(ToyExperiment.ID)).isZero();
            assertThat(topology.images(ToyExperiment.ID)).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Combinators.combine(
                        Arbitraries.of("one", "two"),
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.integers().between(0, 3))
                .as(Event::new)
                .list()
                .ofMaxSize(40);
    }

    private static ImageSummary image(Event event) {
        return new ImageSummary(
                new Identity(event.experimentId(), "pair", "lerp", 0.5, event.seed()),
                "colour",
                "b".repeat(64),
                "image/png",
                64,
                64,
                8_192L,
                null,
                new GeneratorStamp("toy", "e".repeat(64), "1.0", (double) event.millis(), null),
                false,
                List.of(),
                Instant.ofEpochMilli(event.millis()));
    }
}
