package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.aggregator.deadletter.DeadLetterBook;
import io.steerscope.aggregator.deadletter.LetterState;
import io.steerscope.aggregator.deadletter.StoredLetter;

/** Which dead letters there are. */
@Command(
        name = "list",
        description = "Counts dead letters by stage, kind and topic, and lists the last of them.",
        footer = {
            "",
            "States: open; retried: its record was put back; mended: its image was made, or scored, all the same;",
            "superseded: a later letter is about the same failure."
        })
final class LetterListCommand implements Callable<Integer> {

    private static final int MOST_ERROR = 160;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicSource source;

    @Mixin
    private LetterOptions options;

    @Option(
            names = "--state",
            paramLabel = "STATE,...",
            split = ",",
            hideParamSyntax = true,
            description = "In these states alone: ${COMPLETION-CANDIDATES}.")
    private List<LetterState> states = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many letters are listed one by one (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    /** Letters of one stage, kind and topic. */
    private record Group(String stage, String kind, String topic) implements Comparable<Group> {

        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::stage).thenComparing(Group::kind).thenComparing(Group::topic);

        static Group of(StoredLetter stored) {
            return new Group(
                    LetterText.stage(stored),
                    stored.letter().getKind().name(),
                    LetterText.visible(stored.letter().getTopic()));
        }

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public Integer call() throws IOException {
        return source.open(TopicUse.LETTERS, opened -> {
            DeadLetterBook book = DeadLetterBook.read(opened.clients(), opened.topics());
            Set<LetterState> chosen = states.isEmpty() ? EnumSet.allOf(LetterState.class) : EnumSet.copyOf(states);
            List<StoredLetter> letters = book.letters(options.filter(opened.topics(), chosen, List.of()));
            print(letters, book.foreign());
            return 0;
        });
    }

    private void print(List<StoredLetter> letters, long foreign) {
        Map<Group, Map<LetterState, Long>> groups = new TreeMap<>();
        letters.forEach(stored -> groups.computeIfAbsent(Group.of(stored), first -> new TreeMap<>())
                .merge(stored.state(), 1L, Long::sum));
        List<StoredLetter> last = letters.stream()
                .sorted(Comparator.comparing(
                                (StoredLetter stored) -> stored.letter().getFailedAt())
                        .reversed())
                .limit(Math.max(0, limit))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            out.println(JsonText.indented(json(letters.size(), foreign, groups, last)));
        } else {
            table(letters.size(), foreign, groups, last, out);
        }
        out.flush();
    }

    private static Map<String, Object> json(
            long total, long foreign, Map<Group, Map<LetterState, Long>> groups, List<StoredLetter> last) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("total", total);
        fields.put("foreign_records", foreign);
        List<Map<String, Object>> counts = new ArrayList<>();
        groups.forEach((group, byState) -> {
            Map<String, Object> count = new LinkedHashMap<>();
            count.put("stage", group.stage());
            count.put("kind", group.kind());
            count.put("topic", group.topic());
            count.put("total", sum(byState));
            for (LetterState state : LetterState.values()) {
                count.put(LetterText.name(state), byState.getOrDefault(state, 0L));
            }
            counts.add(count);
        });
        fields.put("counts", counts);
        fields.put("letters", last.stream().map(LetterText::json).toList());
        return fields;
    }

    private static void table(
            long total,
            long foreign,
            Map<Group, Map<LetterState, Long>> groups,
            List<StoredLetter> last,
            PrintWriter out) {
        if (total == 0) {
            out.println("no dead letters");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("stage", "kind", "topic", "letters", "open", "retried", "mended", "superseded"));
            groups.forEach((group, byState) -> {
                List<String> row = new ArrayList<>(
                        List.of(group.stage(), group.kind(), group.topic(), Long.toString(sum(byState))));
                for (LetterState state : LetterState.values()) {
                    row.add(Long.toString(byState.getOrDefault(state, 0L)));
                }
                rows.add(row);
            });
            LetterText.columns(rows, 3).forEach(out::println);
        }
        if (foreign > 0) {
            out.println(LetterText.counted(foreign, "record") + " of the topic cannot be read as dead letters");
        }
        if (!last.isEmpty()) {
            out.println();
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("id", "state", "stage", "kind", "image or record", "error"));
            last.forEach(stored -> rows.add(List.of(
                    stored.position().toString(),
                    LetterText.name(stored.state()),
                    LetterText.stage(stored),
                    stored.letter().getKind().name(),
                    stored.job().orElseGet(() -> LetterText.visible(stored.original())),
                    LetterText.cut(LetterText.visible(stored.letter().getError()), MOST_ERROR))));
            LetterText.columns(rows, Integer.MAX_VALUE).forEach(out::println);
            if (last.size() < total) {
                out.println("and " + (total - last.size()) + " more: --limit " + total);
            }
        }
    }

    private static long sum(Map<LetterState, Long> byState) {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }
}
