package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.analysis.Analyses;
import io.steerscope.results.analysis.Analysis;
import io.steerscope.results.analysis.AnalysisResult;
import io.steerscope.results.analysis.Embeddings;
import io.steerscope.results.analysis.ExperimentData;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.Skips;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.GeneratorTruncation;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.stopping.StoppedExperiment;
import io.steerscope.results.stopping.StoppedSection;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;

/**
 * The report of an experiment.
 *
 * @param experiment the design
 * @param generatorSha256s checksums of the bundles that made the images, ascending
 * @param generatorDtypes types that the images were computed in, ascending, as far as they note them
 * @param generatorTruncation prompts that the generator's tokenizer cut; null where that is not known of every scored
 *     image, as of those made before it was noted
 * @param scorers results by scorer, in alphabetical order; empty as long as nothing was scored
 * @param failures failures that leave an image without a score, by key
 * @param skips images that were not made because they were not wanted any more
 * @param stopping what was decided; null of a design that stops nothing
 * @param analyses the analyses beside the margin whose data were kept, in the order in which they are shown
 */
public record ReportDocument(
        Experiment experiment,
        List<String> generatorSha256s,
        List<String> generatorDtypes,
        @Nullable GeneratorTruncation generatorTruncation,
        List<ScorerReport> scorers,
        List<DeadLetter> failures,
        Skips skips,
        @Nullable StoppedExperiment stopping,
        List<AnalysisResult<?>> analyses) {

    /** Copies the lists. */
    public ReportDocument {
        generatorSha256s = List.copyOf(generatorSha256s);
        generatorDtypes = List.copyOf(generatorDtypes);
        scorers = List.copyOf(scorers);
        failures = List.copyOf(failures);
        analyses = List.copyOf(analyses);
    }

    /** A report, with all analyses. */
    static ReportDocument of(
            Experiment experiment,
            List<String> generatorSha256s,
            List<String> generatorDtypes,
            @Nullable GeneratorTruncation generatorTruncation,
            List<ScorerReport> scorers,
            List<DeadLetter> failures,
            Skips skips,
            @Nullable StoppedExperiment stopping,
            Embeddings embeddings) {
        return new ReportDocument(
                experiment,
                generatorSha256s,
                generatorDtypes,
                generatorTruncation,
                scorers,
                failures,
                skips,
                stopping,
                Analyses.ALL.of(ExperimentData.of(experiment, scorers, embeddings)));
    }

    /** Whether the scores are alignments: there is no source prompt, no margin, no test and no verdict. */
    public boolean isOfAlignment() {
        return DesignScope.measure(experiment) == Measure.ALIGNMENT;
    }

    /** What is said of stopping, above the figures of the methods; empty of a design that stops nothing. */
    public Optional<Section> stoppedSection() {
        return Optional.ofNullable(stopping).map(StoppedSection::of);
    }

    /** The analyses for people, then of those whose data were not kept a section each that says so. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (AnalysisResult<?> one : analyses) {
            sections.add(stopping == null ? one.section() : StoppedSection.marked(one.section()));
            found.add(one.analysis().id());
        }
        if (!scorers.isEmpty()) {
            Analyses.ALL.all().stream()
                    .filter(analysis -> !found.contains(analysis.id()))
                    .forEach(analysis -> sections.add(absent(
                            analysis,
                            analysis.absence(experiment).orElse(analysis.reads().absence()))));
        }
        return sections;
    }

    private static Section absent(Analysis<?> analysis, String sentence) {
        return new Section(
                analysis.id(),
                analysis.heading(),
                List.of(Paragraph.note(
                        sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".")));
    }

    /** Whether every image has been scored or given up by every scorer, or has not come to be: failed or skipped. */
    public boolean isComplete() {
        if (scorers.isEmpty()) {
            return failures.size() + skips.count() >= experiment.getExpectedJobs();
        }
        return scorers.stream().allMatch(scorer -> scorer.completeness().isComplete());
    }

    /** The report without the scorers that are still at work, as it is published. */
    public ReportDocument finished() {
        List<ScorerReport> finished = scorers.stream()
                .filter(scorer -> scorer.completeness().isComplete())
                .toList();
        Set<String> ids = finished.stream().map(ScorerReport::scorerId).collect(Collectors.toSet());
        List<DeadLetter> theirs = failures.stream()
                .filter(failure -> failure.getScorerId() == null || ids.contains(failure.getScorerId()))
                .toList();
        List<AnalysisResult<?>> found = analyses.stream()
                .<AnalysisResult<?>>map(one -> one.ofScorers(ids))
                .toList();
        return new ReportDocument(
                experiment,
                generatorSha256s,
                generatorDtypes,
                generatorTruncation,
                finished,
                theirs,
                skips,
                stopping == null ? null : stopping.ofScorers(ids),
                found);
    }
}
