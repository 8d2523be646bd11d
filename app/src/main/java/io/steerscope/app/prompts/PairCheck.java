package io.steerscope.app.prompts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairFile;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;

/**
 * The pairs of an experiment as its models read them, before anything is made.
 *
 * <p>A pair whose prompts are one to a model has no contrast: images and margins say nothing about it. Such pairs are
 * refused as equal prompts are. What a model does not know it takes for something else, which is told by pair.
 */
public final class PairCheck {

    private final PairFile file;
    private final TableFaults faults;
    private final List<String> warnings = new ArrayList<>();
    private final Set<PromptReader> foreign = new LinkedHashSet<>();
    private long warned;

    private PairCheck(PairFile file) {
        this.file = file;
        this.faults = new TableFaults(file.file());
    }

    /**
     * Checks pairs.
     *
     * @param used the pairs of the file that the experiment uses
     * @param bundles its generator and scorers
     * @throws io.steerscope.inference.bundle.BundleException if a tokenizer cannot be read
     */
    public static PairCheck of(PairFile file, Collection<Pair> used, Collection<? extends ModelBundle> bundles) {
        PairCheck check = new PairCheck(file);
        Map<String, ModelBundle> byId = new LinkedHashMap<>();
        bundles.forEach(bundle -> byId.putIfAbsent(bundle.id(), bundle));
        List<PromptReader> readers = new ArrayList<>();
        try {
            byId.values().forEach(bundle -> readers.add(new PromptReader(bundle)));
            used.forEach(pair -> check.check(pair, readers));
            check.addCountAndLanguages();
        } finally {
            readers.forEach(PromptReader::close);
        }
        return check;
    }

    /**
     * What to tell: a line for each of the first ten pairs of which something is unknown, a count of the others, and
     * what languages the models understand that do not know everything.
     */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** @throws io.steerscope.schemas.table.TableException if prompts of a pair are one to a model */
    public void refuseIfAny() {
        faults.refuseIfAny();
    }

    private void check(Pair pair, List<PromptReader> readers) {
        Map<Sameness, List<String>> same = new LinkedHashMap<>();
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (PromptReader reader : readers) {
            reader.sameness(pair.source(), pair.target())
                    .ifPresent(reason -> same.computeIfAbsent(reason, key -> new ArrayList<>())
                            .add(reader.id()));
            String text = unknown(pair, reader);
            if (!text.isEmpty()) {
                foreign.add(reader);
                unknown.computeIfAbsent(text, key -> new ArrayList<>()).add(reader.id());
            }
        }
        Place place = Objects.requireNonNull(file.targets().get(pair.pairId()));
        if (!same.isEmpty()) {
            String to = same.entrySet().stream()
                    .map(one -> "%s (%s)"
                            .formatted(listed(one.getValue()), one.getKey().reason()))
                    .collect(Collectors.joining(", to "));
            String remedy = same.keySet().iterator().next().remedy();
            faults.add(
                    place,
                    "pair %s: target is the same prompt as source to %s: %s".formatted(pair.pairId(), to, remedy));
        } else if (!unknown.isEmpty()) {
            String to = unknown.entrySet().stream()
                    .map(one -> listed(one.getValue()) + ": " + one.getKey())
                    .collect(Collectors.joining("; unknown to "));
            warn("%s:%d: pair %s: unknown to %s".formatted(file.file(), place.line(), pair.pairId(), to));
        }
    }

    private void warn(String line) {
        warned++;
        if (warned <= TableFaults.MOST_SHOWN) {
            warnings.add(line);
        }
    }

    private static String unknown(Pair pair, PromptReader reader) {
        Set<String> texts = new LinkedHashSet<>(reader.unknown(pair.source()));
        texts.addAll(reader.unknown(pair.target()));
        if (texts.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("%s (%d and %d tokens of source and target)"
                .formatted(
                        Sameness.shown(List.copyOf(texts)),
                        reader.unknownTokens(pair.source()),
                        reader.unknownTokens(pair.target())));
        if (reader.knowsNothingOf(pair.source())) {
            text.append(", which is all of the source");
        } else if (reader.knowsNothingOf(pair.target())) {
            text.append(", which is all of the target");
        }
        return text.toString();
    }

    private void addCountAndLanguages() {
        long more = warned - Math.min(warned, TableFaults.MOST_SHOWN);
        if (more > 0) {
            warnings.add(
                    "... and " + more + (more == 1 ? " more pair" : " more pairs") + " of which something is unknown");
        }
        Map<String, List<String>> languages = new LinkedHashMap<>();
        foreign.forEach(reader -> reader.language().ifPresent(language -> languages
                .computeIfAbsent(language, key -> new ArrayList<>())
                .add(reader.id())));
        languages.forEach((language, ids) -> warnings.add(
                ids.size() == 1 ? ids.get(0) + " " + language : "each of " + listed(ids) + " " + language));
    }

    private static String listed(List<String> ids) {
        int last = ids.size() - 1;
        return last == 0 ? ids.get(0) : String.join(", ", ids.subList(0, last)) + " and " + ids.get(last);
    }
}
