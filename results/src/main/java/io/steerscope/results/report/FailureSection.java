package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.steerscope.results.design.FailureCount;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;

/** The section of a report that names the images without a score. */
public final class FailureSection {

    /** Failures shown one by one; further ones are only counted. */
    private static final int SHOWN = 50;

    private FailureSection() {}

    /** The section; empty without failures. */
    public static Section of(List<DeadLetter> failures) {
        List<Block> blocks = new ArrayList<>();
        if (!failures.isEmpty()) {
            blocks.add(Paragraph.text("%s without a score: %s.%s"
                    .formatted(
                            Numbers.count(failures.size(), "image"),
                            FailureCount.of(failures).stream()
                                    .map(FailureCount::words)
                                    .collect(Collectors.joining("; ")),
                            failures.size() > SHOWN ? " The first " + SHOWN + ":" : "")));
            blocks.add(new Table(
                    "Failures",
                    "",
                    List.of(Column.text("Image"), Column.text("Stage"), Column.text("Kind"), Column.text("Reason")),
                    failures.stream().limit(SHOWN).map(FailureSection::row).toList()));
        }
        return new Section("failures", "Failures", blocks);
    }

    private static List<Cell> row(DeadLetter failure) {
        return List.of(
                Cell.text(RecordKeys.jobKey(failure.getIdentity())),
                Cell.text(failure.getStage()),
                Cell.text(failure.getKind().toString()),
                Cell.text(failure.getError()));
    }
}
