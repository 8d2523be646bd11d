package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.choosing.ChoosingParameters;
import io.steerscope.results.choosing.ChoosingQuestion;
import io.steerscope.results.choosing.ImageScore;
import io.steerscope.results.choosing.ScorerChoosing;
import io.steerscope.results.choosing.ScorerChoosingBlocks;
import io.steerscope.results.choosing.ScorerChoosingFields;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.choosing.ImageChoice;

/**
 * Which images to look at: the best of each category without near-copies, and the kinds of image that do unusually well
 * or badly, with evidence rather than luck. Of an experiment the steered images of all methods are chosen among, those
 * of a pair being one group.
 */
public final class ImageSelection implements Analysis<ImageSelection.Result> {

    private static final String ID = "selection";
    private static final String HEADING = "Pictures to look at";
    private static final String SLICES = "slices";
    private static final String MAP = "map";

    /** The vectors of so many images of 512 elements take 0.3 GB. */
    private static final int MOST_IMAGES = 50_000;

    /**
     * What was found.
     *
     * @param scorers by scorer; methods in the order of the design where each is chosen among by itself
     */
    public record Result(List<ScorerChoosing> scorers) {

        /** Copies the list. */
        public Result {
            scorers = List.copyOf(scorers);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String heading() {
        return HEADING;
    }

    @Override
    public Reads reads() {
        return Reads.EMBEDDINGS;
    }

    @Override
    public Set<String> parameters() {
        return ChoosingParameters.names();
    }

    @Override
    public Choice reported() {
        return new Choice(null, null, null, null, ChoosingParameters.OF_REPORT);
    }

    @Override
    public Map<String, Set<String>> parts() {
        return Map.of(SLICES, Set.of(ChoosingParameters.NODES), MAP, Set.of(ChoosingParameters.COLOUR));
    }

    @Override
    public Result of(ExperimentData data, Choice choice) {
        ChoosingQuestion question = ChoosingParameters.question(choice.parameters());
        ImageScore score = score(question, DesignScope.measure(data.experiment()));
        List<ScorerChoosing> scorers = new ArrayList<>();
        for (ScorerReport scorer : data.scorers()) {
            if (choice.wantsScorer(scorer.scorerId())) {
                parts(scorer, choice, question.byMethod())
                        .forEach(part -> scorers.add(choosing(data, scorer, part, question, score)));
            }
        }
        return new Result(scorers);
    }

    private static List<Choice> parts(ScorerReport scorer, Choice choice, boolean byMethod) {
        return byMethod
                ? scorer.methods().stream()
                        .map(MethodReport::method)
                        .filter(choice::wantsMethod)
                        .map(method -> new Choice(
                                choice.scorer(), method, choice.category(), choice.alpha(), choice.parameters()))
                        .toList()
                : List.of(choice);
    }

    private static ImageScore score(ChoosingQuestion question, Measure measure) {
        ImageScore asked = question.score();
        if (asked == null) {
            return ImageScore.usual(measure);
        }
        if (!asked.isOf(measure)) {
            throw new IllegalArgumentException(
                    "score=%s: clip expected, as these images have no source prompt".formatted(asked.id()));
        }
        return asked;
    }

    private static ScorerChoosing choosing(
            ExperimentData data, ScorerReport scorer, Choice choice, ChoosingQuestion question, ImageScore score) {
        List<MarginScore> scores = ImageCandidates.scores(scorer, choice);
        boolean isTooMany = scores.size() > MOST_IMAGES;
        ImageCandidates candidates = ImageCandidates.of(
                scorer, isTooMany ? List.of() : scores, data.embeddings(), score, question.withoutPrompt());
        boolean isScored = candidates.images().stream().anyMatch(image -> image.score() != null);
        return new ScorerChoosing(
                scorer.scorerId(),
                scorer.methods().stream()
                        .map(MethodReport::method)
                        .filter(choice::wantsMethod)
                        .toList(),
                score,
                question.withoutPrompt(),
                question.settings(),
                candidates.leftOut(),
                isScored
                        ? ScorerChoosing.Found.of(
                                ImageChoice.of(candidates.images(), candidates.residuals(), question.settings()),
                                candidates.byKey())
                        : null,
                isScored ? null : remark(scores, candidates, score, isTooMany));
    }

    private static String remark(
            List<MarginScore> scores, ImageCandidates candidates, ImageScore score, boolean isTooMany) {
        if (isTooMany) {
            return "%s are more than the %s that are chosen among at a time: choose a method, a category or an alpha."
                    .formatted(Numbers.count(scores.size(), "image"), Numbers.count(MOST_IMAGES));
        }
        if (scores.isEmpty()) {
            return "No image is scored yet.";
        }
        if (candidates.leftOut().withoutText() > 0) {
            return "No image has an embedding of its target prompt.";
        }
        return candidates.images().isEmpty()
                ? "No embedding of an image was kept."
                : "No image has a score %s: it needs the unsteered image of the same pair and seed, and the embeddings of both prompts."
                        .formatted(score.id());
    }

    @Override
    public boolean isEmpty(Result result) {
        return result.scorers().isEmpty();
    }

    @Override
    public Result ofScorers(Result result, Set<String> scorerIds) {
        return new Result(result.scorers().stream()
                .filter(one -> scorerIds.contains(one.scorer()))
                .toList());
    }

    @Override
    public Object fields(Result result) {
        return result.scorers().stream().map(ScorerChoosingFields::selection).toList();
    }

    @Override
    public Object part(String name, Result result, Map<String, String> parameters) {
        if (name.equals(SLICES)) {
            boolean ofAllNodes = ChoosingParameters.isOfAllNodes(parameters);
            return result.scorers().stream()
                    .map(one -> ScorerChoosingFields.slices(one, ofAllNodes))
                    .toList();
        }
        String colour = ChoosingParameters.colour(parameters);
        return result.scorers().stream()
                .map(one -> ScorerChoosingFields.map(one, colour))
                .toList();
    }

    @Override
    public Section section(Result result) {
        return new Section(ID, HEADING, ScorerChoosingBlocks.of(result.scorers()));
    }
}
