package io.steerscope.app.analogies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.files.AtomicFile;
import io.steerscope.schemas.table.CsvWriter;
import io.steerscope.statistics.analogy.AnalogyBest;
import io.steerscope.statistics.analogy.AnalogyMethod;
import io.steerscope.statistics.analogy.AnalogyResult;
import io.steerscope.statistics.analogy.Convention;
import io.steerscope.statistics.analogy.Question;
import io.steerscope.statistics.analogy.QuestionGeometry;

/** A CSV table with a row for each question over each vocabulary: its ranks, predictions, angles. */
final class AnalogyDetails {

    private final AnalogyOutput output;

    private AnalogyDetails(AnalogyOutput output) {
        this.output = output;
    }

    static void write(AnalogyOutput output, Path file) throws IOException {
        AtomicFile.writeText(file, out -> new AnalogyDetails(output).write(new CsvWriter(out)));
    }

    private void write(CsvWriter csv) throws IOException {
        List<String> header = new ArrayList<>(List.of(
                "vectors",
                "section",
                "question",
                "unknown",
                "cosine",
                "angle",
                "angle_raw",
                "spearman",
                "spearman_raw",
                "offset_cosine"));
        output.keys().forEach(key -> header.addAll(List.of("rank " + key, "predicted " + key)));
        csv.write(header);
        for (Map.Entry<String, SourceResult> result : output.results()) {
            AnalogyResult questions = result.getValue().questions();
            if (questions != null) {
                for (int i = 0; i < questions.questions().size(); i++) {
                    csv.write(row(result.getKey(), questions, i));
                }
            }
        }
    }

    private List<String> row(String name, AnalogyResult result, int number) {
        Question question = result.questions().get(number);
        List<String> row = new ArrayList<>(
                List.of(name, question.section(), question.text(), String.join(" ", result.unknown(number))));
        QuestionGeometry geometry =
                result.geometry(number).orElse(new QuestionGeometry(null, null, null, null, null, null));
        row.add(number(geometry.cosine()));
        row.add(number(geometry.angle()));
        row.add(number(geometry.angleRaw()));
        row.add(number(geometry.spearman()));
        row.add(number(geometry.spearmanRaw()));
        row.add(number(geometry.offsetCosine()));
        AnalogyBest best = result.best().orElseThrow();
        for (AnalogyResult.Key key : output.keys()) {
            row.add(result.ranks().rank(key.method(), key.convention(), number).stream()
                    .mapToObj(Integer::toString)
                    .findFirst()
                    .orElse(""));
            row.add(predicted(best, key.method(), key.convention(), number)
                    .map(result.vocabulary()::word)
                    .orElse(""));
        }
        return row;
    }

    private static Optional<Integer> predicted(
            AnalogyBest best, AnalogyMethod method, Convention convention, int number) {
        if (convention == Convention.INCLUSIVE) {
            int word = best.inclusive(method, number);
            return word < 0 ? Optional.empty() : Optional.of(word);
        }
        int[] words = best.exclusive(method, number);
        return words.length == 0 ? Optional.empty() : Optional.of(words[0]);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : value.toString();
    }
}
