package io.steerscope.results.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** 3,600 margins of 400 pairs, and the figures that scipy found for them. */
public final class GoldenExperiment {

    public static final String ID = "golden";

    private static final Path FOLDER = Path.of("../statistics/src/test/resources/golden/margins");

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
        try {
            List<String> lines = Files.readAllLines(FOLDER.resolve("margins.csv"));
            for (String line : lines.subList(1, lines.size())) {
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
        try {
            return new ObjectMapper().readTree(FOLDER.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
