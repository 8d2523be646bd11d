package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steerscope.results.alignment.AlignmentSection;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Slug;
import io.steerscope.results.figures.MarginSection;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.stopping.StoppedSection;

/**
 * A report as sections, in the order in which a page shows them.
 *
 * @param overview the map of all methods under each scorer
 * @param stopped what was decided; of a design that stops cells
 * @param methods the methods by scorer
 * @param others the analyses, then the failures
 */
public record ReportSections(
        Section overview, Optional<Section> stopped, List<OfMethod> methods, List<Section> others) {

    /** Anchors of a page that are no section here. */
    private static final Set<String> RESERVED = Set.of("claims", "contents", "failures", "reading", "stopped");

    /** Copies the lists. */
    public ReportSections {
        methods = List.copyOf(methods);
        others = List.copyOf(others);
    }

    /**
     * A method under a scorer.
     *
     * @param scorer the scorer
     * @param method the method
     * @param section its figures
     */
    public record OfMethod(ScorerReport scorer, MethodReport method, Section section) {}

    /** The sections of a report. */
    public static ReportSections of(ReportDocument report) {
        List<Section> others = new ArrayList<>(report.sections());
        others.add(FailureSection.of(report.failures()));
        others.removeIf(Section::isEmpty);
        Set<String> ids = new HashSet<>(RESERVED);
        ids.add(Overview.ID);
        others.forEach(section -> ids.add(section.id()));
        List<OfMethod> methods = new ArrayList<>();
        for (ScorerReport scorer : report.scorers()) {
            for (MethodReport method : scorer.methods()) {
                String id = Slug.unique(anchor(method.method(), scorer.scorerId()), ids);
                methods.add(new OfMethod(scorer, method, section(id, scorer, method, report)));
            }
        }
        return new ReportSections(Overview.section(report, methods), report.stoppedSection(), methods, others);
    }

    private static String anchor(String method, String scorerId) {
        String slug = Slug.of(method, scorerId);
        return slug.matches("[a-z].*") ? slug : Slug.of("method", slug);
    }

    private static Section section(String id, ScorerReport scorer, MethodReport method, ReportDocument report) {
        if (report.isOfAlignment()) {
            return AlignmentSection.of(id, scorer, method);
        }
        return report.stopping() == null
                ? MarginSection.of(id, scorer, method)
                : StoppedSection.of(id, scorer, method, report.stopping());
    }

    /** All that have something to show, as the page orders them. */
    public List<Section> all() {
        List<Section> all = new ArrayList<>(List.of(overview));
        stopped.ifPresent(all::add);
        methods.forEach(one -> all.add(one.section()));
        all.addAll(others);
        all.removeIf(Section::isEmpty);
        return all;
    }
}
