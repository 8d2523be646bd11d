package io.steerscope.app.analogies;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analogy.AnalogyBest;
import io.steerscope.statistics.analogy.AnalogyMethod;
import io.steerscope.statistics.analogy.AnalogyResult;
import io.steerscope.statistics.analogy.Convention;
import io.steerscope.statistics.analogy.PooledWord;
import io.steerscope.statistics.analogy.Question;
import io.steerscope.statistics.analogy.QuestionGeometry;

/** What was found as JSON, written as it goes: there may be many questions. */
final class AnalogyJson {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final AnalogyOutput output;

    AnalogyJson(AnalogyOutput output) {
        this.output = output;
    }

    void write(Writer out) throws IOException {
        JsonGenerator json = MAPPER.getFactory().createGenerator(out);
        json.useDefaultPrettyPrinter();
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        member(json, "rule", AnalogyFields.rule(output));
        if (output.columns().size() == 1) {
            column(json, output.columns().get(0));
        } else {
            json.writeObjectFieldStart("vectors");
            for (AnalogyColumn column : output.columns()) {
                json.writeObjectFieldStart(column.name());
                column(json, column);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.close();
        out.write("\n");
    }

    private void column(JsonGenerator json, AnalogyColumn column) throws IOException {
        if (column instanceof AnalogyColumn.OfWords words) {
            result(json, words.result(), false);
            return;
        }
        AnalogyColumn.OfImages ofImages = (AnalogyColumn.OfImages) column;
        QuestionFile questions = output.questions();
        if (questions != null) {
            member(
                    json,
                    "questions",
                    questions.questions().stream().map(Question::text).toList());
        }
        Map<String, PooledWord> words = ofImages.images().words();
        Map<String, Object> counts = new LinkedHashMap<>();
        Map<String, Object> lengths = new LinkedHashMap<>();
        words.forEach((word, pooled) -> {
            counts.put(word, pooled.images());
            lengths.put(word, pooled.resultantLength());
        });
        member(json, "images", counts);
        member(
                json,
                "mean_of_raw",
                words.values().stream().map(PooledWord::meanOfRaw).toList());
        member(
                json,
                "mean_of_unit",
                words.values().stream().map(PooledWord::meanOfUnit).toList());
        member(json, "resultant_length", lengths);
        json.writeObjectFieldStart("by_pooling");
        for (var pooling : ofImages.byPooling().entrySet()) {
            json.writeObjectFieldStart(pooling.getKey().id());
            result(json, pooling.getValue(), true);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void result(JsonGenerator json, SourceResult result, boolean isPooled) throws IOException {
        member(json, "vocabulary", result.source().vocabulary().size());
        member(json, "dimensions", result.source().vocabulary().dimension());
        member(json, "repeated_words", result.source().repeated());
        AnalogyResult questions = result.questions();
        if (questions != null) {
            json.writeArrayFieldStart("questions");
            for (int i = 0; i < questions.questions().size(); i++) {
                MAPPER.writeValue(json, question(questions, i, isPooled));
            }
            json.writeEndArray();
            member(json, "skipped", questions.skipped());
            member(json, "totals", AnalogyFields.totals(output, questions));
            Map<String, Object> sections = new LinkedHashMap<>();
            output.sectionNames().forEach(name -> sections.put(name, AnalogyFields.totals(output, questions, name)));
            member(json, "sections", sections);
            member(json, "chance", AnalogyFields.chance(questions));
            member(json, "gain_over_only_c", AnalogyFields.gains(output, questions));
            if (output.settings().controls() > 0) {
                member(json, "controls", AnalogyFields.controls(output, questions));
            }
        }
        if (!result.relations().isEmpty()) {
            Map<String, Object> relations = new LinkedHashMap<>();
            result.relations().forEach((name, relation) -> relations.put(name, AnalogyFields.relation(relation)));
            member(json, "relations", relations);
        }
    }

    private static void member(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        MAPPER.writeValue(json, value);
    }

    private Map<String, Object> question(AnalogyResult result, int number, boolean isPooled) {
        Question question = result.questions().get(number);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("section", question.section());
        fields.put("question", question.text());
        List<String> unknown = result.unknown(number);
        fields.put("skipped", !unknown.isEmpty());
        if (!unknown.isEmpty()) {
            fields.put("unknown", unknown);
            return AnalogyFields.checked(fields);
        }
        QuestionGeometry geometry = result.geometry(number).orElseThrow();
        fields.put("cosine", geometry.cosine());
        fields.put("angle", geometry.angle());
        fields.put("angle_raw", geometry.angleRaw());
        fields.put("spearman", geometry.spearman());
        fields.put("spearman_raw", geometry.spearmanRaw());
        fields.put("offset_cosine", geometry.offsetCosine());
        Map<String, Object> ranks = new LinkedHashMap<>();
        for (AnalogyMethod method : output.settings().methods()) {
            ranks.put(method.id(), ranks(result, method, number));
        }
        if (isPooled && output.settings().methods().contains(AnalogyMethod.COS_ADD)) {
            fields.put("rank", rank(result, AnalogyMethod.COS_ADD, Convention.EXCLUSIVE, number));
            fields.put("rank_inclusive", rank(result, AnalogyMethod.COS_ADD, Convention.INCLUSIVE, number));
        }
        fields.put("ranks", ranks);
        return AnalogyFields.checked(fields);
    }

    private Map<String, Object> ranks(AnalogyResult result, AnalogyMethod method, int number) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        AnalogyBest best = result.best().orElseThrow();
        int[] five = best.exclusive(method, number);
        int first = best.inclusive(method, number);
        for (Convention convention : output.conventions()) {
            fields.put(convention.id(), rank(result, method, convention, number));
            boolean isExclusive = convention == Convention.EXCLUSIVE;
            int predicted = isExclusive ? (five.length == 0 ? -1 : five[0]) : first;
            fields.put(
                    "predicted_" + convention.id(),
                    predicted < 0 ? null : result.vocabulary().word(predicted));
            if (isExclusive) {
                fields.put(
                        "top5_exclusive",
                        IntStream.of(five).mapToObj(result.vocabulary()::word).toList());
            }
        }
        return AnalogyFields.checked(fields);
    }

    private static @Nullable Integer rank(
            AnalogyResult result, AnalogyMethod method, Convention convention, int number) {
        return result.ranks().rank(method, convention, number).stream()
                .boxed()
                .findFirst()
                .orElse(null);
    }
}
