package io.steerscope.aggregator.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

class ItemRoutesTest {

    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anItemShowsItsPromptsAndTheMarginOfEverySeed() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());

        // when
        JsonNode item =
                fixture.json("api/experiments/toy/items?limit=1").path("items").path(0);

        // then
        assertThat(item.path("source").textValue()).isEqualTo("a red car");
        assertThat(item.path("n_seeds").intValue()).isEqualTo(3);
        assertThat(item.path("complete").booleanValue()).isTrue();
        assertThat(item.path("seeds").findValues("seed"))
                .extracting(JsonNode::longValue)
                .containsExactly(0L, 1L, 2L);
        assertThat(item.path("seeds").findValues("margin").stream()
                        .mapToDouble(JsonNode::doubleValue)
                        .average()
                        .orElseThrow())
                .isCloseTo(item.path("margin").doubleValue(), within(1e-12));
    }

    @Test
    void anItemShowsItsShiftOnceTheUnsteeredImagesOfItsPairAreComplete() throws Exception {
        // given
        Experiment design = ToyExperiment.withBaseline(ToyExperiment.design(), "source");
        List<MarginScore> unsteered = ToyExperiment.unsteered(design);
        fixture.topology.design(design);
        fixture.topology.scoreAll(ToyExperiment.scores(design));
        fixture.topology.scoreAll(unsteered.subList(1, unsteered.size()));

        // when
        JsonNode before = fixture.json("api/experiments/toy/items?pair=c0-p0&limit=1")
                .path("items")
                .path(0);
        fixture.topology.scoreAll(unsteered);
        JsonNode after = fixture.json("api/experiments/toy/items?pair=c0-p0&limit=1")
                .path("items")
                .path(0);
        JsonNode image = fixture.json("api/experiments/toy/images/c0-p0/analogy/0.5/1");
        JsonNode source = fixture.json("api/experiments/toy/images/c0-p0/source/0.0/1");

        // then
        assertThat(before.has("shift")).isFalse();
        assertThat(after.path("shift").doubleValue())
                .isCloseTo(after.path("margin").doubleValue() + 0.49, within(1e-12));
        assertThat(image.path("unsteered")).hasSize(1);
        assertThat(image.path("unsteered").path(0).path("method").textValue()).isEqualTo("source");
        assertThat(image.path("unsteered")
                        .path(0)
                        .path("margins")
                        .path(ToyExperiment.SCORER)
                        .doubleValue())
                .isEqualTo(-0.49);
        assertThat(source.path("unsteered")).isEmpty();
    }

    @Test
    void pagesInARowAreTheWholeOrder() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());
        String question = "api/experiments/toy/items?sort=margin&order=desc&limit=5&offset=";

        // when
        List<Double> margins = new ArrayList<>();
        for (int offset = 0; offset < 12; offset += 5) {
            JsonNode page = fixture.json(question + offset);
            assertThat(page.path("total").intValue()).isEqualTo(12);
            page.path("items").forEach(item -> margins.add(item.path("margin").doubleValue()));
        }

        // then
        assertThat(margins).hasSize(12).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void filtersLeaveWhatTheyName() throws Exception {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        fixture.topology.scoreAll(scores.subList(1, scores.size()));
        String question = "api/experiments/toy/items?";

        // then
        assertThat(fixture.json(question + "category=colour&alpha=1.0&method=analogy&scorer=clip-c")
                        .path("total")
                        .intValue())
                .isEqualTo(3);
        assertThat(fixture.json(question + "complete=true").path("total").intValue())
                .isEqualTo(11);
        JsonNode open = fixture.json(question + "complete=false");
        assertThat(open.path("items").findValues("n_seeds"))
                .extracting(JsonNode::intValue)
                .containsExactly(2);
        assertThat(open.path("complete").booleanValue()).isFalse();
    }

    @Test
    void theLinkOfASeedLeadsToItsImageUnderAllScorers() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());
        fixture.topology.scoreAll(
                ToyExperiment.scoresBy("clip-d", ToyExperiment.scores(), score -> 0.5 * score.getMargin()));
        JsonNode seed = fixture.json("api/experiments/toy/items?scorer=clip-c&limit=1")
                .path("items")
                .path(0)
                .path("seeds")
                .path(1);

        // when
        JsonNode image = fixture.json(seed.path("image").textValue());

        // then
        assertThat(image.path("seed").longValue()).isEqualTo(1);
        assertThat(image.path("scores").findValuesAsText("scorer_id")).containsExactly("clip-c", "clip-d");
        assertThat(image.path("scores").path(0).path("margin")).isEqualTo(seed.path("margin"));
        assertThat(image.path("failures")).isEmpty();
    }

    @Test
    void anImageThatFailedSaysWhy() throws Exception {
        // given
        MarginScore score = ToyExperiment.scores().get(0);
        fixture.topology.fail(ToyExperiment.failure(score.getIdentity(), null));

        // when
        JsonNode image = fixture.json("api/experiments/toy/images/c0-p0/analogy/0.5/0");

        // then
        assertThat(image.path("scores")).isEmpty();
        assertThat(image.path("failures").findValuesAsText("error")).containsExactly("the image is black");
    }

    @Test
    void wordsAreSearchedInPromptsInAnyCaseAndAllOfThemMustBeThere() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());
        String question = "api/experiments/toy/items?search=";

        // then
        assertThat(total(question + "")).isEqualTo(12);
        assertThat(total(question + "a%20RED%20Car")).isEqualTo(12);
        assertThat(total(question + "car%20C0-p1")).isEqualTo(2);
        assertThat(total(question + "car%20zebra")).isZero();
    }

    @Test
    void aRangeOfMarginsHoldsItsEnds() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());
        String question = "api/experiments/toy/items?sort=margin";
        List<Double> all = margins(question);
        double low = all.get(2);
        double high = all.get(7);

        // then
        assertThat(margins(question + "&from=" + low)).isEqualTo(all.subList(2, 12));
        assertThat(margins(question + "&from=" + low + "&to=" + high)).isEqualTo(all.subList(2, 8));
        assertThat(margins(question + "&from=" + high + "&to=" + low)).isEmpty();
    }

    @Test
    void itemsWithoutAShiftComeLastInBothDirections() throws Exception {
        // given
        Experiment design = ToyExperiment.withBaseline(ToyExperiment.design(), "source");
        List<MarginScore> unsteered = ToyExperiment.unsteered(design);
        String missing = unsteered.get(0).getIdentity().getPairId();
        fixture.topology.design(design);
        fixture.topology.scoreAll(ToyExperiment.scores(design));
        fixture.topology.scoreAll(unsteered.stream()
                .filter(score -> !score.getIdentity().getPairId().equals(missing))
                .toList());

        for (String order : List.of("asc", "desc")) {
            // when
            JsonNode items = fixture.json("api/experiments/toy/items?sort=shift&order=" + order)
                    .path("items");

            // then
            List<Double> shifts = new ArrayList<>();
            items.forEach(item -> shifts.add(item.path("shift").asDouble(Double.NaN)));
            assertThat(shifts.subList(0, 10))
                    .doesNotContain(Double.NaN)
                    .isSortedAccordingTo(order.equals("asc") ? Comparator.naturalOrder() : Comparator.reverseOrder());
            assertThat(shifts.subList(10, 12)).containsOnly(Double.NaN);
        }
    }

    @Test
    void lostImagesAreListedWithTheirReasonsUntilTheyAreScored() throws Exception {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        MarginScore first = scores.get(0);
        MarginScore other = scores.get(scores.size() - 1);
        fixture.topology.fail(ToyExperiment.failure(first.getIdentity(), null));
        String question = "api/experiments/toy/items?only=";

        // when
        JsonNode before = fixture.json(question + "lost").path("items");
        fixture.topology.scoreAll(scores.subList(1, scores.size() - 1));
        fixture.topology.fail(ToyExperiment.failure(other.getIdentity(), ToyExperiment.SCORER));

        // then
        assertThat(before).hasSize(1);
        assertThat(before.path(0).has("margin")).isFalse();
        assertThat(before.path(0).has("scorer_id")).isFalse();
        assertThat(before.path(0).path("n_seeds").intValue()).isZero();
        assertThat(before.findValuesAsText("reason")).containsExactly("the image is black");
        await().untilAsserted(() -> {
            JsonNode after = fixture.json(question + "failed").path("items");
            assertThat(after.findValuesAsText("scorer_id")).containsExactly(ToyExperiment.SCORER, ToyExperiment.SCORER);
            assertThat(after.findValuesAsText("n_seeds")).containsOnly("2");
        });

        // when
        fixture.topology.score(first);

        // then
        await().untilAsserted(() -> assertThat(fixture.json(question + "lost").findValues("lost"))
                .singleElement()
                .asString()
                .contains(other.getIdentity().getPairId()));
        assertThat(total(question + "skipped")).isZero();
    }

    @Test
    void skippedImagesAreListedWithTheirReason() throws Exception {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        fixture.topology.scoreAll(scores.subList(1, scores.size()));
        fixture.topology.cancel(
                new Cancellation(ToyExperiment.ID, List.of(new PartitionEnd(0, 100L)), List.of(), Instant.EPOCH));
        fixture.topology.skip(new SkippedJob(
                scores.get(0).getIdentity(),
                scores.get(0).getCategory(),
                SkipReason.CANCELLED,
                0,
                0L,
                Instant.EPOCH,
                null));

        // when
        JsonNode item = fixture.json("api/experiments/toy/items?only=skipped")
                .path("items")
                .path(0);

        // then
        assertThat(item.path("n_seeds").intValue()).isEqualTo(2);
        assertThat(item.path("lost").path(0).path("outcome").textValue()).isEqualTo("skipped");
        assertThat(item.path("lost").path(0).path("reason").textValue()).isEqualTo("the experiment was cancelled");
        assertThat(total("api/experiments/toy/items?only=failed")).isZero();
    }

    private int total(String question) throws Exception {
        return fixture.json(question).path("total").intValue();
    }

    private List<Double> margins(String question) throws Exception {
        List<Double> margins = new ArrayList<>();
        fixture.json(question)
                .path("items")
                .forEach(item -> margins.add(item.path("margin").doubleValue()));
        return margins;
    }
}
