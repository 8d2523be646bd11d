package io.steerscope.aggregator.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.steerscope.aggregator.ToyExperiment;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** 3,600 margins of 400 pairs, and the figures that scipy found for them. */
public final class GoldenExperiment {

    public static final String ID = "golden";

    private GoldenExperiment() {}

    public static Experiment design() {
        return ToyExperiment.design(
                ID,
                50,
                IntStream.rangeClosed(1, 8).mapToObj(i -> "category-" + i).toList(),
                List.of(0.5, 0.8, 1.0));
    }

    public static List<MarginScore> scores() {
        List<MarginScore> scores = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open("margins.csv"), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(",", -1);
                Identity identity = new Identity(
                        ID, fields[0], "analogy", Double.parseDouble(fields[4]), Long.parseLong(fields[5]));
                scores.add(
                        ToyExperiment.score(identity, ToyExperiment.SCORER, fields[1], Double.parseDouble(fields[6])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scores;
    }

    public static JsonNode expected() {
        try (InputStream stream = open("expected.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream stream = GoldenExperiment.class.getResourceAsStream("/golden/" + name);
        if (stream == null) {
            throw new IllegalStateException("test resource golden/" + name + " is missing");
        }
        return stream;
    }
}
