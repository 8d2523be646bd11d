package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.aggregator.deadletter.DeadLetterBook;
import io.steerscope.aggregator.deadletter.LetterFilter;
import io.steerscope.aggregator.deadletter.LetterPosition;
import io.steerscope.aggregator.deadletter.LetterRetry;
import io.steerscope.aggregator.deadletter.LetterState;
import io.steerscope.aggregator.deadletter.StoredLetter;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;

/** One dead letter in full. */
@Command(name = "show", description = "Shows one dead letter in full, and writes the bytes of its record to a file.")
final class LetterShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicSource source;

    @Parameters(
            paramLabel = "ID",
            converter = LetterOptions.PositionConverter.class,
            description =
                    "The letter: PARTITION/OFFSET as in the list, or TOPIC/PARTITION/OFFSET of it or of the record that"
                            + " failed, of whose letters the last is shown.")
    private LetterPosition id;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the value of the record that failed to this file.")
    private @Nullable Path out;

    @Option(names = "--key-out", paramLabel = "FILE", description = "Write its key to this file.")
    private @Nullable Path keyOut;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() throws IOException {
        return source.open(TopicUse.LETTERS, opened -> {
            String topic = opened.topics().deadLetters().name();
            List<StoredLetter> found = DeadLetterBook.read(opened.clients(), opened.topics())
                    .letters(new LetterFilter(topic, null, Set.of(), null, Set.of(), List.of(id)));
            if (found.isEmpty()) {
                throw new ActionableException("there is no dead letter " + id
                        + ": steerscope dead-letters list shows which there are, and letters are kept for a year");
            }
            StoredLetter stored = found.get(found.size() - 1);
            write(opened, stored);
            print(opened, stored, found.size() - 1);
            return 0;
        });
    }

    private void write(TopicSource.Opened opened, StoredLetter stored) {
        if (keyOut != null) {
            write(keyOut, "key", LetterText.bytes(stored.letter().getOriginalKey()), stored);
        }
        if (out != null) {
            write(out, "value", DeadLetterBook.value(opened.clients(), opened.topics(), stored.position()), stored);
        }
    }

    private static void write(Path file, String what, byte @Nullable [] bytes, StoredLetter stored) {
        if (bytes == null) {
            throw new ActionableException("letter " + stored.position() + " holds no " + what
                    + (stored.isWhole() ? ": its record has none" : " of its record; it was at " + stored.original()));
        }
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(TopicSource.Opened opened, StoredLetter stored, int earlier) {
        PrintWriter result = spec.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            result.println(JsonText.indented(LetterText.json(stored)));
        } else {
            lines(opened, stored).forEach(row -> result.printf("%-11s %s%n", row.get(0), row.get(1)));
            if (earlier > 0) {
                result.println(LetterText.counted(earlier, "earlier letter") + " about the same record");
            }
        }
        result.flush();
    }

    private static List<List<String>> lines(TopicSource.Opened opened, StoredLetter stored) {
        DeadLetter letter = stored.letter();
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("letter", opened.topics().deadLetters().name() + "/" + stored.position()));
        lines.add(List.of(
                "state",
                LetterText.name(stored.state()) + (stored.retriedAt() == null ? "" : " at " + stored.retriedAt())));
        lines.add(List.of("stage", LetterText.stage(stored)));
        lines.add(List.of("kind", letter.getKind().name()));
        lines.add(List.of("error", LetterText.visible(letter.getError())));
        lines.add(List.of("failed at", letter.getFailedAt().toString()));
        stored.job().ifPresent(job -> lines.add(List.of("image", job)));
        if (letter.getCategory() != null) {
            lines.add(List.of("category", LetterText.visible(letter.getCategory())));
        }
        lines.add(List.of(
                "record",
                LetterText.visible(stored.original())
                        + (letter.getOriginalTimestamp() == null ? "" : " of " + letter.getOriginalTimestamp())));
        lines.add(List.of("key", LetterText.shown(LetterText.bytes(letter.getOriginalKey()))));
        for (DeadLetterHeader header : letter.getOriginalHeaders()) {
            lines.add(List.of(
                    "header",
                    LetterText.visible(header.getKey()) + " = "
                            + LetterText.shown(LetterText.bytes(header.getValue()))));
        }
        lines.add(List.of("value", stored.valueBytes() < 0 ? "none" : stored.valueBytes() + " bytes"));
        String obstacle = LetterRetry.obstacle(stored, opened.topics());
        if (stored.state() == LetterState.OPEN && obstacle != null) {
            lines.add(List.of("retry", "cannot be retried: " + obstacle));
        }
        return lines;
    }
}
