package io.steerscope.aggregator.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.History;
import io.steerscope.results.StoppedExperiment;
import io.steerscope.results.analysis.AnalysisResult;
import io.steerscope.results.analysis.Choice;
import io.steerscope.results.analysis.Diversity;
import io.steerscope.results.analysis.ExperimentData;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;

import static org.assertj.core.api.Assertions.assertThat;

/** The live answer on diversity is a function of the last record of every score and text. */
class DiversityOrderProperties {

    /** It says when it stops: no bootstrap, which diversity does not show, is then drawn for each answer. */
    private static final Experiment DESIGN =
            Edited.with(EmbeddedExperiment.design(3, "source", "analogy"), "stop", StoppedExperiment.STOP);

    private static final List<MarginScore> SCORES = EmbeddedExperiment.scores(DESIGN);
    private static final List<TextEmbedding> TEXTS = EmbeddedExperiment.texts(DESIGN);
    private static final Choice WITHOUT_INTERVALS = new Choice(null, null, null, null, Map.of("intervals", "false"));
    private static final String EXPECTED = expected();

    /** One for all tries, so that each comes upon what the others left. */
    private static final TopologyFixture TOPOLOGY = new TopologyFixture().design(DESIGN);

    @AfterContainer
    static void close() {
        TOPOLOGY.close();
    }

    @Property(tries = 1_000)
    void neitherOrderNorReplacementNorRetractionChangesAByte(@ForAll long randomness) {
        // given
        Random random = new Random(randomness);
        List<TextEmbedding> texts = new ArrayList<>(TEXTS);
        Collections.shuffle(texts, random);

        // when
        texts.stream().filter(text -> random.nextInt(4) == 0).forEach(text -> TOPOLOGY.text(other(text)));
        texts.forEach(TOPOLOGY::text);
        for (History step : History.of(SCORES, random)) {
            if (step.record() == null) {
                TOPOLOGY.retract(step.score());
            } else {
                TOPOLOGY.score(step.record());
            }
        }

        // then
        assertThat(json(TOPOLOGY.statistics().analysed(DESIGN.getExperimentId()).data()))
                .isEqualTo(EXPECTED);
    }

    /** From what the scores carry, without stores. */
    private static String expected() {
        return json(ExperimentData.of(
                DESIGN,
                ExperimentReportBuilder.scorers(DESIGN, SCORES, List.of(), List.of(), Optional.empty(), List.of()),
                EmbeddedExperiment.embeddings(SCORES, TEXTS)));
    }

    private static String json(ExperimentData data) {
        try {
            return new ObjectMapper()
                    .writeValueAsString(AnalysisResult.of(new Diversity(), data, WITHOUT_INTERVALS)
                            .fields());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TextEmbedding other(TextEmbedding text) {
        float[] vector = EmbeddingBytes.vector(text.getEmbedding());
        vector[0] += 1;
        return Edited.with(text, "embedding", EmbeddingBytes.unit(vector));
    }
}
