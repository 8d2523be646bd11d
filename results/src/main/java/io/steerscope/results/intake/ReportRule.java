package io.steerscope.results.intake;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.topic.TopicCatalogue;

/** A report is one JSON object. */
final class ReportRule implements RecordRule<ExperimentReport> {

    private static final int MOST_SCORERS = 1_000;

    private final JsonFactory json = new JsonFactory();

    @Override
    public String what() {
        return "report";
    }

    @Override
    public long mostBytes() {
        return TopicCatalogue.IMAGE_MESSAGE_BYTES;
    }

    @Override
    public Optional<String> ownKey(ExperimentReport report) {
        return Optional.of(RecordKeys.checkId("experiment id", report.getExperimentId()));
    }

    @Override
    public boolean isKey(String key) {
        return true;
    }

    @Override
    public Judgement<ExperimentReport> judge(String key, ExperimentReport report) {
        Bounds.name("checksum", report.getDesignSha256());
        Bounds.count("scorers", report.getScorerIds().size(), 0, MOST_SCORERS);
        report.getScorerIds().forEach(scorer -> RecordKeys.checkId("scorer id", scorer));
        if (!isObject(report.getJson())) {
            throw Bounds.invalid("its text is no JSON object");
        }
        return new Judgement.Accepted<>(key, report);
    }

    private boolean isObject(String text) {
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
