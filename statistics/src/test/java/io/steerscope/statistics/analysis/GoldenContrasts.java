package io.steerscope.statistics.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Margins of two methods over the same pairs, and what SciPy and statsmodels say of them. */
final class GoldenContrasts {

    private static final String FOLDER = "/golden/contrasts/";

    private GoldenContrasts() {}

    static List<MarginObservation> observations(String method) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open(FOLDER + "margins.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .filter(cells -> cells[0].equals(method))
                    .map(cells -> new MarginObservation(
                            cells[1],
                            cells[2],
                            Double.parseDouble(cells[5]),
                            Long.parseLong(cells[6]),
                            Double.parseDouble(cells[7])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        return resource(FOLDER + name);
    }

    static JsonNode resource(String path) {
        try (InputStream in = open(path)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = GoldenContrasts.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("Missing test resource " + path);
        }
        return in;
    }
}
