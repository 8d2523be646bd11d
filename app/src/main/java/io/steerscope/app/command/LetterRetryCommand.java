package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.aggregator.deadletter.DeadLetterBook;
import io.steerscope.aggregator.deadletter.LetterFilter;
import io.steerscope.aggregator.deadletter.LetterPosition;
import io.steerscope.aggregator.deadletter.LetterRetry;
import io.steerscope.aggregator.deadletter.LetterState;
import io.steerscope.aggregator.deadletter.RetryOutcome;
import io.steerscope.aggregator.deadletter.StoredLetter;
import io.steerscope.app.experiment.OpenRun;

/** Puts records back on their topics. */
@Command(
        name = "retry",
        description = {
            "Puts the records of open dead letters back on their topics, with their keys and headers, for their stages to"
                    + " process again. Each is put back once, however often this runs.",
            "Of a run's folder, the same steerscope run then processes them."
        })
final class LetterRetryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicSource source;

    @Mixin
    private LetterOptions options;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            converter = LetterOptions.PositionConverter.class,
            description =
                    "Letters: PARTITION/OFFSET as in the list, or TOPIC/PARTITION/OFFSET of the record that failed.")
    private List<LetterPosition> ids = new ArrayList<>();

    @Option(names = "--all", description = "All open letters that the other options leave.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only say what would be put back.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        if (!all && ids.isEmpty() && !options.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name letters by ID, --stage, --kind or --experiment, or all open ones by --all");
        }
        return source.open(dryRun ? TopicUse.LETTERS : TopicUse.RETRY, this::retry);
    }

    private int retry(TopicSource.Opened opened) {
        LetterFilter filter = options.filter(opened.topics(), Set.of(), ids);
        PrintWriter out = spec.commandLine().getOut();
        List<StoredLetter> before = List.of();
        if (dryRun || !ids.isEmpty()) {
            before = DeadLetterBook.read(opened.clients(), opened.topics()).letters(filter);
            settled(filter, before).forEach(out::println);
        }
        if (dryRun) {
            return wouldRetry(opened, before, out);
        }
        RetryOutcome outcome = LetterRetry.retry(opened.clients(), opened.topics(), filter, letters -> reopen(opened));
        outcome.putBack()
                .forEach(
                        (topic, number) -> out.println(LetterText.counted(number, "record") + " put back on " + topic));
        if (outcome.total() == 0 && outcome.refused().isEmpty()) {
            out.println("no open letter is meant: nothing was put back");
        }
        if (outcome.total() > 0) {
            next(opened).forEach(out::println);
        }
        out.flush();
        refused(outcome.refused());
        return outcome.total() == 0 && !outcome.refused().isEmpty() ? 1 : 0;
    }

    /** What is to be said of letters that were named and are not open. */
    private List<String> settled(LetterFilter filter, List<StoredLetter> found) {
        List<String> lines = new ArrayList<>();
        for (LetterPosition id : ids) {
            List<StoredLetter> named = found.stream()
                    .filter(stored ->
                            new LetterFilter(filter.topic(), null, Set.of(), null, Set.of(), List.of(id)).holds(stored))
                    .toList();
            if (named.isEmpty()) {
                lines.add("there is no dead letter " + id + " among those that are meant");
            } else if (named.stream().noneMatch(stored -> stored.state() == LetterState.OPEN)) {
                StoredLetter last = named.get(named.size() - 1);
                lines.add(id + " is not open: "
                        + switch (last.state()) {
                            case RETRIED -> "its record was put back at " + last.retriedAt();
                            case MENDED -> "its image was made, or scored, all the same";
                            default -> "a later letter is about the same failure";
                        });
            }
        }
        return lines;
    }

    private static int wouldRetry(TopicSource.Opened opened, List<StoredLetter> letters, PrintWriter out) {
        letters.stream()
                .filter(stored -> stored.state() == LetterState.OPEN)
                .collect(Collectors.groupingBy(
                        stored -> {
                            String obstacle = LetterRetry.obstacle(stored, opened.topics());
                            return obstacle == null
                                    ? "would be put back on " + stored.letter().getTopic()
                                    : "could not be put back: " + LetterText.visible(obstacle);
                        },
                        java.util.TreeMap::new,
                        Collectors.counting()))
                .forEach((what, number) -> out.println(LetterText.counted(number, "record") + " " + what));
        out.flush();
        return 0;
    }

    private static void reopen(TopicSource.Opened opened) {
        OpenRun run = opened.run();
        if (run != null) {
            run.reopen();
        }
    }

    private static List<String> next(TopicSource.Opened opened) {
        OpenRun run = opened.run();
        if (run == null) {
            return List.of("running workers process them as any other; follow it with steerscope dead-letters list");
        }
        List<String> lines = new ArrayList<>();
        lines.add("run the same steerscope run command again to process them");
        if (!run.rescorers().isEmpty()) {
            lines.add("then rescore again with " + String.join(", ", run.rescorers()));
        }
        return lines;
    }

    private void refused(List<RetryOutcome.Refused> refused) {
        PrintWriter err = spec.commandLine().getErr();
        String name = spec.qualifiedName();
        refused.forEach(one -> err.println(name + ": letter " + one.letter().position() + " cannot be retried: "
                + LetterText.visible(one.reason())));
        err.flush();
    }
}
