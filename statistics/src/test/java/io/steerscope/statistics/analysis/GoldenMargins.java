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

/** 3,600 margins and their statistics computed by SciPy. */
final class GoldenMargins {

    private GoldenMargins() {}

    static List<MarginObservation> observations() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open("margins.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(cells -> new MarginObservation(
                            cells[0],
                            cells[1],
                            Double.parseDouble(cells[4]),
                            Long.parseLong(cells[5]),
                            Double.parseDouble(cells[6])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        try (InputStream in = open(name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = GoldenMargins.class.getResourceAsStream("/golden/margins/" + name);
        if (in == null) {
            throw new IllegalStateException("Missing test resource /golden/margins/" + name);
        }
        return in;
    }
}
