package io.steerscope.app.choosing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.export.ExperimentScores.Stored;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.choosing.PromptResiduals;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.DirectionalFigures;

/** The images of an experiment as candidates: all but the unsteered ones; those of a pair depend on each other. */
public final class RunCandidates {

    private static final String TARGET = "target";

    private final TableCandidates.Question question;
    private final Function<MarginScore, Path> files;
    private final List<Stored> steered = new ArrayList<>();
    private final Map<List<Object>, float[]> unsteered = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    private RunCandidates(TableCandidates.Question question, Function<MarginScore, Path> files) {
        this.question = question;
        this.files = files;
    }

    /**
     * The candidates of one scorer.
     *
     * @param scores in order of pair, alpha, seed and method
     * @param files where images are
     * @throws ActionableException if they do not have what is asked for
     */
    public static Candidates of(
            List<Stored> scores, TableCandidates.Question question, Function<MarginScore, Path> files) {
        RunCandidates run = new RunCandidates(question, files);
        run.sort(scores);
        return run.candidates();
    }

    /** What images of a run are scored by unless it is said: their margin, or clip where none has one. */
    public static ScoreChoice usualScore(List<Stored> scores) {
        boolean hasMargins = scores.stream()
                .anyMatch(stored -> Double.isFinite(stored.score().getMargin()));
        return ScoreChoice.of(hasMargins ? "margin" : "clip");
    }

    private void sort(List<Stored> scores) {
        long withoutEmbedding = 0;
        for (Stored stored : scores) {
            Identity identity = stored.score().getIdentity();
            boolean isUnsteered = UnsteeredImage.named(identity.getMethod()).isPresent();
            if (stored.embedding() == null) {
                withoutEmbedding += isUnsteered ? 0 : 1;
            } else if (!isUnsteered) {
                steered.add(stored);
            } else if (identity.getMethod().equals(UnsteeredImage.SOURCE.id())) {
                unsteered.put(List.of(identity.getPairId(), identity.getSeed()), stored.embedding());
            }
        }
        if (steered.isEmpty()) {
            throw new ActionableException(
                    "the scores carry no embeddings: score the images again without --no-embeddings");
        }
        if (withoutEmbedding > 0) {
            notes.add(withoutEmbedding + " scores carry no embedding and are left out");
        }
    }

    private Candidates candidates() {
        boolean hasMethods = steered.stream()
                        .map(each -> each.score().getIdentity().getMethod())
                        .distinct()
                        .count()
                > 1;
        List<Candidate> all = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Stored stored : steered) {
            Candidate candidate = candidate(stored, hasMethods);
            if (!keys.add(candidate.image().key())) {
                throw new IllegalStateException(
                        "Two images of the key " + candidate.image().key());
            }
            all.add(candidate);
        }
        if (all.stream().allMatch(candidate -> candidate.image().score() == null)) {
            throw new ActionableException(
                    switch (question.score().kind()) {
                        case MARGIN -> "the images have no source prompt and so no margin: choose by --score clip";
                        case DIRECTIONAL ->
                            "the run has no unsteered images to compare with: choose by --score margin, or run with --baseline"
                                    + " source";
                        case CLIP, COLUMN -> "no image has a score";
                    });
        }
        return new Candidates(
                all,
                question.withoutPrompt() ? residuals() : new double[0][],
                question.score(),
                question.scale(),
                TARGET,
                "pair_id",
                ImagePaths.ABSOLUTE,
                notes);
    }

    private Candidate candidate(Stored stored, boolean hasMethods) {
        MarginScore score = stored.score();
        Identity identity = score.getIdentity();
        String key = identity.getPairId() + "/" + Numbers.key(identity.getAlpha()) + "/" + identity.getSeed()
                + (hasMethods ? "/" + identity.getMethod() : "");
        Double margin = finite(score.getMargin());
        double clip = question.scale().of(score.getSimTarget());
        Map<String, String> facts = new TreeMap<>();
        facts.put("alpha", Numbers.key(identity.getAlpha()));
        facts.put("method", identity.getMethod());
        if (!question.byCategory()) {
            facts.put("category", score.getCategory());
        }
        CandidateImage image = new CandidateImage(
                key,
                question.byCategory() ? score.getCategory() : "",
                identity.getPairId(),
                switch (question.score().kind()) {
                    case MARGIN -> margin;
                    case CLIP -> clip;
                    case DIRECTIONAL -> directional(stored);
                    case COLUMN -> null;
                },
                facts,
                score.getTarget(),
                Objects.requireNonNull(stored.embedding()));
        return new Candidate(
                image,
                files.apply(score).toString(),
                identity.getPairId(),
                score.getCategory(),
                identity.getMethod(),
                identity.getAlpha(),
                identity.getSeed(),
                margin,
                clip);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    private @Nullable Double directional(Stored stored) {
        Identity identity = stored.score().getIdentity();
        float[] before = unsteered.get(List.of(identity.getPairId(), identity.getSeed()));
        float[] embedding = stored.embedding();
        float[] source = stored.source();
        float[] target = stored.target();
        return before == null || embedding == null || source == null || target == null
                ? null
                : DirectionalFigures.of(
                                UnitVectors.of(embedding),
                                UnitVectors.of(before),
                                UnitVectors.of(source),
                                UnitVectors.of(target))
                        .map(DirectionalFigures::directional)
                        .orElse(null);
    }

    private double[][] residuals() {
        return PromptResiduals.of(
                steered.stream()
                        .map(stored -> Objects.requireNonNull(stored.embedding()))
                        .toList(),
                steered.stream().map(RunCandidates::target).toList());
    }

    private static float[] target(Stored stored) {
        float[] target = stored.target();
        if (target == null) {
            throw new ActionableException("the embedding of the prompt \"%s\" was not kept: leave --without-prompt out"
                    .formatted(stored.score().getTarget()));
        }
        return target;
    }
}
