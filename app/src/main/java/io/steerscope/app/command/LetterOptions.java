package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.aggregator.deadletter.LetterFilter;
import io.steerscope.aggregator.deadletter.LetterPosition;
import io.steerscope.aggregator.deadletter.LetterState;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Options that choose dead letters. */
final class LetterOptions {

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Of this stage alone: generator, scorer, aggregator, or the id of a scorer.")
    private @Nullable String stage;

    @Option(
            names = "--kind",
            paramLabel = "KIND,...",
            split = ",",
            hideParamSyntax = true,
            description = "Of these kinds of failures alone: ${COMPLETION-CANDIDATES}.")
    private List<FailureKind> kinds = new ArrayList<>();

    @Option(names = "--experiment", paramLabel = "ID", description = "Of this experiment alone.")
    private @Nullable String experiment;

    /** Whether any is given. */
    boolean isGiven() {
        return stage != null || !kinds.isEmpty() || experiment != null;
    }

    LetterFilter filter(TopicCatalogue topics, Set<LetterState> states, List<LetterPosition> positions) {
        Set<FailureKind> chosen = kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
        return new LetterFilter(topics.deadLetters().name(), stage, chosen, experiment, states, positions);
    }

    /** Reads positions. */
    static final class PositionConverter implements ITypeConverter<LetterPosition> {
        @Override
        public LetterPosition convert(String text) {
            try {
                return LetterPosition.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"" + text + "\" is no id of a letter: " + e.getMessage());
            }
        }
    }
}
