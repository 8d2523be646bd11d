package io.steerscope.schemas.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The first line of a CSV table.
 *
 * @param names names of the columns; empty where a column has none
 * @param line the line as it stands in the file
 * @param required columns that it must have
 */
record CsvHeader(List<String> names, String line, List<String> required) {

    private static final Map<String, String> OTHER_SEPARATORS =
            Map.of(";", "';'", "\t", "tabs", "|", "'|'", ":", "':'");
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=.*");

    /** Positions of the named columns, in order; none if the header is not as required, which is noted. */
    Map<String, Integer> positions(Place place, TableFaults faults) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (!name.isEmpty() && positions.putIfAbsent(name, i) != null) {
                twice.add(name);
            }
        }
        List<String> missing =
                required.stream().filter(name -> !positions.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            faults.add(place, missingFault(missing, List.copyOf(positions.keySet())));
        }
        twice.forEach(name -> faults.add(
                place, "column %s stands in the header twice: rename one".formatted(FieldText.quoted(name))));
        return missing.isEmpty() && twice.isEmpty() ? positions : Map.of();
    }

    /** What to say of a first line whose columns something else than commas separates; empty where commas do. */
    static String separatorFault(String line, List<String> required) {
        if (SEPARATOR_LINE.matcher(line.strip()).matches()) {
            return "the line %s is for one spreadsheet only: remove it".formatted(FieldText.quoted(line.strip()));
        }
        for (Map.Entry<String, String> separator : OTHER_SEPARATORS.entrySet()) {
            List<String> split = Stream.of(line.split(Pattern.quote(separator.getKey()), -1))
                    .map(name -> name.strip().replaceAll("^\"|\"$", ""))
                    .toList();
            if (split.size() > 1 && required.stream().anyMatch(split::contains)) {
                return "columns are separated by %s: save the file with commas between columns and points in numbers"
                        .formatted(separator.getValue());
            }
        }
        return "";
    }

    private String missingFault(List<String> missing, List<String> present) {
        String separator = separatorFault(line, required);
        if (!separator.isEmpty()) {
            return separator;
        }
        return "%s %s missing, the header has %s: %s"
                .formatted(
                        (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing),
                        missing.size() == 1 ? "is" : "are",
                        FieldText.quoted(String.join(",", present)),
                        remedy(missing, present));
    }

    /** A name of other letters is written so; a first line with no name at all is a row. */
    private String remedy(List<String> missing, List<String> present) {
        List<String> written = present.stream()
                .filter(name -> missing.stream().anyMatch(wanted -> isSpelling(name, wanted)))
                .toList();
        if (written.size() == missing.size()) {
            return "write the names so, letter by letter";
        }
        boolean isRow = missing.size() == required.size() && required.size() > 1 && present.size() >= required.size();
        return isRow
                ? "begin with the line " + String.join(",", required)
                : missing.size() == 1 ? "add it" : "add them";
    }

    private static boolean isSpelling(String name, String wanted) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").equalsIgnoreCase(wanted.replaceAll("[^\\p{L}\\p{N}]", ""));
    }
}
