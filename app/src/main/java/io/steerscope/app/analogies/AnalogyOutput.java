package io.steerscope.app.analogies;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Section;
import io.steerscope.statistics.analogy.AnalogyMethod;
import io.steerscope.statistics.analogy.AnalogyResult;
import io.steerscope.statistics.analogy.AnalogySettings;
import io.steerscope.statistics.analogy.Convention;

/**
 * What {@code analogies} prints.
 *
 * @param columns what is compared, at least one
 * @param questions null where none were asked
 * @param settings what was computed
 * @param conventions which are shown, at least one
 */
public record AnalogyOutput(
        List<AnalogyColumn> columns,
        @Nullable QuestionFile questions,
        AnalogySettings settings,
        List<Convention> conventions) {

    /** Copies the lists. */
    public AnalogyOutput {
        columns = List.copyOf(columns);
        conventions = List.copyOf(conventions);
    }

    /** Writes JSON; values may be null. */
    public void writeJson(Writer out) throws IOException {
        new AnalogyJson(this).write(out);
    }

    /** Writes a row for each question, replacing what is there once all are written. */
    public void writeDetails(Path file) throws IOException {
        AnalogyDetails.write(this, file);
    }

    /** For people: a section for each result, and one before them where there are several. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        List<Map.Entry<String, SourceResult>> results = results();
        if (results.size() > 1) {
            sections.add(AnalogySummary.of(this, results));
        }
        for (Map.Entry<String, SourceResult> result : results) {
            sections.add(AnalogySection.of(this, result.getKey(), result.getValue()));
        }
        return sections;
    }

    /** Whether methods are compared with answering without an analogy. */
    boolean hasGains() {
        return questions != null
                && settings.methods().contains(AnalogyMethod.ONLY_C)
                && settings.methods().stream().anyMatch(method -> !method.isBaseline());
    }

    /** All results with their names. */
    List<Map.Entry<String, SourceResult>> results() {
        return columns.stream()
                .flatMap(column -> column.results().entrySet().stream())
                .toList();
    }

    /** The methods under the conventions that are shown. */
    List<AnalogyResult.Key> keys() {
        return settings.methods().stream()
                .flatMap(method -> conventions.stream().map(convention -> new AnalogyResult.Key(method, convention)))
                .toList();
    }

    /** Names of the sections of the questions; of one that questions without a section are in, the empty name. */
    List<String> sectionNames() {
        if (questions == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>(questions.sections());
        boolean unnamed = questions.questions().stream()
                .anyMatch(question -> question.section().isEmpty());
        if (unnamed && !names.contains("")) {
            names.add(0, "");
        }
        return names;
    }
}
