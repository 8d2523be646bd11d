package io.steerscope.app.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.app.prompts.PromptReader;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.producer.ingest.IngestedPair;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.TableFaults;

/**
 * The texts of a source as one scorer reads them. Texts that are one to it are refused: those of a pair have no
 * contrast, and those of two pairs are one pair. What it cuts, or does not know, is told.
 */
final class TextCheck {

    private final PromptReader reader;
    private final SourceFaults faults;
    private final Lines cut = new Lines("cut");
    private final Lines unknown;
    private final Map<List<String>, PairRules.Known> byIds = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    private TextCheck(PromptReader reader, SourceFaults faults) {
        this.reader = reader;
        this.faults = faults;
        this.unknown = new Lines("with words that " + reader.id() + " does not know");
    }

    /** Lines about what is cut or unknown, ten of each and a count of the others; what is refused is noted. */
    static List<String> check(List<PairRules.Known> pairs, ClipBundle bundle, SourceFaults faults) {
        try (PromptReader reader = new PromptReader(bundle)) {
            TextCheck check = new TextCheck(reader, faults);
            pairs.forEach(check::check);
            List<String> lines = new ArrayList<>(check.cut.lines());
            lines.addAll(check.unknown.lines());
            if (check.unknown.count > 0) {
                reader.language().ifPresent(language -> lines.add(reader.id() + " " + language));
            }
            return lines;
        }
    }

    private void check(PairRules.Known known) {
        IngestedPair pair = known.pair();
        boolean hasSource = !pair.source().isEmpty();
        if (hasSource) {
            reader.sameness(pair.source(), pair.target())
                    .ifPresent(same -> faults.add(
                            known.spot(),
                            "target is the same prompt as source to %s (%s): %s"
                                    .formatted(reader.id(), same.reason(), same.remedy())));
        }
        PairRules.Known first = byIds.putIfAbsent(
                List.of(hasSource ? reader.form(pair.source()) : "", reader.form(pair.target())), known);
        if (first != null) {
            addSame(known, first);
        }
        tell("target", pair.target(), known.spot());
        if (hasSource) {
            tell("source", pair.source(), known.spot());
        }
    }

    private void addSame(PairRules.Known known, PairRules.Known first) {
        String where = first.spot().seenFrom(known.spot());
        reader.sameness(first.pair().target(), known.pair().target())
                .ifPresent(same -> faults.add(
                        known.spot(),
                        known.pair().source().isEmpty()
                                ? "target is the same prompt as that %s to %s (%s): write both alike, or %s"
                                        .formatted(where, reader.id(), same.reason(), same.remedy())
                                : "source and target are the same prompts as those %s to %s (%s): write both pairs alike, or %s"
                                        .formatted(where, reader.id(), same.reason(), same.remedy())));
    }

    private void tell(String field, String text, Spot spot) {
        if (!seen.add(text)) {
            return;
        }
        String what = "%s: %s %s".formatted(spot.label(), field, FieldText.quoted(text));
        reader.cutLine(what, text).ifPresent(cut::add);
        reader.unknownLine(what, text).ifPresent(unknown::add);
    }

    private static final class Lines {

        private final String what;
        private final List<String> shown = new ArrayList<>();
        private long count;

        Lines(String what) {
            this.what = what;
        }

        void add(String line) {
            count++;
            if (shown.size() < TableFaults.MOST_SHOWN) {
                shown.add(line);
            }
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>(shown);
            long more = count - shown.size();
            if (more > 0) {
                lines.add("... and %d more %s %s".formatted(more, more == 1 ? "text" : "texts", what));
            }
            return lines;
        }
    }
}
