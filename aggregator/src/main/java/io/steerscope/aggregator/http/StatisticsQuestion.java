package io.steerscope.aggregator.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LeftOutItems;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.RunningAgreement;
import io.steerscope.aggregator.query.RunningFigures;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.StageRates;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.design.DesignScope;

/**
 * Progress and running statistics of an experiment, and how its scorers agree.
 *
 * @param scorer only this scorer, or empty for all
 * @param method only this method, or empty for all
 * @param alpha only this alpha, or null for all
 */
record StatisticsQuestion(
        LiveStatistics statistics,
        StageRates rates,
        String experimentId,
        String scorer,
        String method,
        @Nullable Double alpha)
        implements Question<Answer> {

    @Override
    public Snapshot<Answer> ask() {
        LiveStatistics now = statistics.look();
        StateVersion version = now.version();
        KnownSubjects.alpha(alpha, now.experiment(experimentId));
        Measure measure = DesignScope.measure(now.experiment(experimentId));
        RunningFigures figures = now.figures(experimentId, alpha);
        List<String> scorers = figures.statistics().stream()
                .map(RunningStatistics::scorerId)
                .distinct()
                .toList();
        KnownSubjects.require("scorer", scorer, scorers);
        KnownSubjects.require("method", method, figures.progress().experiment().getMethods());
        Map<String, Object> fields = StatisticsFields.experiment(figures.progress(), rates, version);
        fields.put(
                "statistics",
                figures.statistics().stream()
                        .filter(one -> scorer.isEmpty() || one.scorerId().equals(scorer))
                        .filter(one -> method.isEmpty() || one.method().equals(method))
                        .map(one -> measure == Measure.ALIGNMENT
                                ? StatisticsFields.alignments(one)
                                : StatisticsFields.statistics(one))
                        .toList());
        List<RunningAgreement> agreements = scorers.size() < 2 ? List.of() : now.agreements(experimentId);
        fields.put(
                "comparisons",
                agreements.stream()
                        .filter(one -> scorer.isEmpty() || one.concerns(scorer))
                        .filter(one -> method.isEmpty() || one.method().equals(method))
                        .map(one -> StatisticsFields.comparison(one, measure))
                        .toList());
        fields.put(
                "left_out",
                leftOut(figures.progress()).stream()
                        .filter(one -> scorer.isEmpty() || one.scorerId().equals(scorer))
                        .map(StatisticsFields::leftOut)
                        .toList());
        return Answer.of(version, fields);
    }

    private List<LeftOutItems> leftOut(ExperimentProgress progress) {
        boolean some = progress.scorers().stream().anyMatch(one -> one.tokens().same() > 0);
        return some ? statistics.withoutContrast(experimentId) : List.of();
    }

    @Override
    public boolean isTimed() {
        return true;
    }
}
