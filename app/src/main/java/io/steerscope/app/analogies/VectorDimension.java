package io.steerscope.app.analogies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.steerscope.schemas.table.PlainNumber;

/**
 * How many coordinates the vectors of a text file have that does not say so: as many as most of its first lines end in.
 * The first line alone does not tell, as its word may hold spaces or end in a number.
 *
 * @param coordinates how many; 0 where a line is longer than what was looked at
 * @param line the first line, from 1, that has so many
 * @param isOfVectors whether at least half of the lines end in a number behind something else
 */
record VectorDimension(int coordinates, int line, boolean isOfVectors) {

    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");

    private record Lines(int first, int count) {}

    static VectorDimension of(FileBeginning beginning) {
        List<String> lines = new ArrayList<>(beginning.text().lines().toList());
        if (!beginning.isWhole() && !beginning.text().endsWith("\n") && !lines.isEmpty()) {
            String cut = lines.remove(lines.size() - 1);
            if (lines.stream().allMatch(String::isBlank)) {
                String whole = cut.substring(0, Math.max(0, Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\t'))));
                return new VectorDimension(0, lines.size() + 1, coordinates(whole) > 0);
            }
        }
        Map<Integer, Lines> byCoordinates = new LinkedHashMap<>();
        int written = 0;
        int ofVectors = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                written++;
                int coordinates = coordinates(lines.get(i));
                if (coordinates > 0) {
                    ofVectors++;
                    byCoordinates.merge(
                            coordinates,
                            new Lines(i + 1, 1),
                            (one, other) -> new Lines(one.first(), one.count() + other.count()));
                }
            }
        }
        int most = 0;
        Lines best = new Lines(1, 0);
        for (Map.Entry<Integer, Lines> entry : byCoordinates.entrySet()) {
            if (entry.getValue().count() > best.count()) {
                most = entry.getKey();
                best = entry.getValue();
            }
        }
        return new VectorDimension(most, best.first(), written == 0 || most > 0 && 2 * ofVectors >= written);
    }

    /** How many numbers a line ends in, its first field aside. */
    private static int coordinates(String line) {
        String[] fields = line.strip().split("[ \t]+");
        int at = fields.length;
        while (at > 1 && isCoordinate(fields[at - 1])) {
            at--;
        }
        return fields.length - at;
    }

    /** Whether a field is a number, or what programs write for one that is not finite. */
    static boolean isCoordinate(String field) {
        return PlainNumber.decimal(field).isPresent() || isNotFinite(field);
    }

    /** Whether a field is what programs write for a number that is not finite. */
    static boolean isNotFinite(String field) {
        return NOT_FINITE.matcher(field).matches();
    }
}
