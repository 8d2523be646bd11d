package io.steerscope.results.format.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.steerscope.results.alignment.AlignmentFigures;
import io.steerscope.results.design.Skips;
import io.steerscope.results.figures.GeneratorTruncation;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.PromptCounts;
import io.steerscope.results.figures.SameTokens;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.figures.TokenFindings;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.results.stopping.StoppedFields;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;

/**
 * The report as JSON. Fields stand in a fixed order, line ends are line feeds, and numbers have the fewest digits that
 * restore them, on every Java version.
 */
public final class ReportJson {

    /** Failures listed one by one; further ones are only counted. */
    static final int LISTED_FAILURES = 1000;

    /** Pairs without contrast named one by one; further ones are only counted. */
    private static final int LISTED_PAIRS = 1000;

    private static final String FORMAT = "steerscope-report/1";

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer(printer());

    private ReportJson() {}

    /** The report as canonical JSON, UTF-8 text with a final line feed: equal reports have equal bytes. */
    public static String write(ReportDocument report) {
        try {
            return WRITER.writeValueAsString(fields(report)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The report cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> fields(ReportDocument report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("complete", report.isComplete());
        if (report.skips().cancelled()) {
            fields.put("cancelled", true);
        }
        fields.put("experiment", ReportFields.design(report.experiment()));
        if (!report.generatorDtypes().isEmpty()) {
            fields.put("generator_dtype", report.generatorDtypes());
        }
        if (report.generatorTruncation() != null) {
            fields.put("generator_truncated_prompts", generatorTruncation(report.generatorTruncation()));
        }
        if (report.stopping() != null) {
            fields.put("stopping", StoppedFields.of(report.stopping()));
        }
        fields.put(
                "scorers",
                report.scorers().stream().map(scorer -> scorer(scorer, report)).toList());
        report.analyses().forEach(one -> fields.put(one.analysis().field(), one.fields()));
        fields.put("failures", failures(report.failures()));
        if (report.skips().count() > 0) {
            fields.put("skipped", skipped(report.skips()));
        }
        return fields;
    }

    private static Map<String, Object> skipped(Skips skips) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", skips.count());
        fields.put("by_reason", skips.byReason());
        return fields;
    }

    private static Map<String, Object> scorer(ScorerReport scorer, ReportDocument report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", scorer.scorerId());
        fields.put("scorer_sha256", scorer.scorerSha256s());
        if (!scorer.scorerDtypes().isEmpty()) {
            fields.put("scorer_dtype", scorer.scorerDtypes());
        }
        fields.put("completeness", ReportFields.completeness(scorer.completeness()));
        fields.put("truncated_prompts", promptCounts(scorer.truncation().counts()));
        if (scorer.tokens() != null) {
            tokens(scorer.tokens(), fields);
        }
        fields.put("unexpected_scores", scorer.unexpectedScores());
        if (!scorer.otherMeasures().isEmpty()) {
            fields.put("scores_of_other_measures", scorer.otherMeasures());
        }
        Map<String, Object> methods = new LinkedHashMap<>();
        scorer.methods().forEach(method -> methods.put(method.method(), figures(scorer, method, report)));
        fields.put("methods", methods);
        return fields;
    }

    private static Map<String, Object> figures(ScorerReport scorer, MethodReport method, ReportDocument report) {
        if (report.stopping() != null) {
            return StoppedFields.of(report.stopping(), scorer.scorerId(), method.method());
        }
        return report.isOfAlignment() ? AlignmentFigures.of(method).toMap() : method(method);
    }

    private static Map<String, Object> generatorTruncation(GeneratorTruncation truncation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images", truncation.images());
        fields.put("source", truncation.source());
        fields.put("texts", truncation.prompts());
        fields.put("images_by_category", truncation.imagesByCategory());
        return fields;
    }

    private static Map<String, Object> promptCounts(PromptCounts counts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images", counts.images());
        fields.put("source", counts.source());
        fields.put("target", counts.target());
        fields.put("source_texts", counts.sourceTexts());
        fields.put("target_texts", counts.targetTexts());
        fields.put("images_by_category", counts.imagesByCategory());
        return fields;
    }

    private static void tokens(TokenFindings tokens, Map<String, Object> fields) {
        SameTokens same = tokens.same();
        Map<String, Object> ofSame = new LinkedHashMap<>();
        ofSame.put("images", same.images());
        ofSame.put("items", same.items());
        ofSame.put("pairs", same.pairs().size());
        ofSame.put(
                "left_out",
                same.pairs().stream()
                        .limit(LISTED_PAIRS)
                        .map(ReportJson::leftOut)
                        .toList());
        fields.put("same_tokens", ofSame);
        fields.put("unknown_tokens", promptCounts(tokens.unknown().counts()));
        if (tokens.notNoted() > 0) {
            fields.put("tokens_not_noted", tokens.notNoted());
        }
    }

    private static Map<String, Object> leftOut(SameTokens.LeftOutPair pair) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pair_id", pair.pairId());
        fields.put("category", pair.category());
        fields.put("source", pair.source());
        fields.put("target", pair.target());
        fields.put("images", pair.images());
        return fields;
    }

    private static Map<String, Object> method(MethodReport method) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images", method.scores().size());
        fields.put("level", method.analysis().options().level());
        fields.put("bootstrap_resamples", method.analysis().options().bootstrapResamples());
        fields.put("bootstrap_seed", method.analysis().options().seed());
        fields.putAll(method.results().toMap());
        return fields;
    }

    private static Map<String, Object> failures(List<DeadLetter> failures) {
        Map<String, Long> byKind = new TreeMap<>();
        failures.forEach(failure -> byKind.merge(failure.getStage() + ": " + failure.getKind(), 1L, Long::sum));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", failures.size());
        fields.put("by_stage_and_kind", byKind);
        fields.put(
                "listed",
                failures.stream()
                        .limit(LISTED_FAILURES)
                        .map(ReportJson::failure)
                        .toList());
        return fields;
    }

    private static Map<String, Object> failure(DeadLetter failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", RecordKeys.jobKey(failure.getIdentity()));
        if (failure.getScorerId() != null) {
            fields.put("scorer_id", failure.getScorerId());
        }
        fields.put("stage", failure.getStage());
        fields.put("kind", failure.getKind().toString());
        fields.put("error", failure.getError());
        return fields;
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(indenter);
        return printer;
    }
}
