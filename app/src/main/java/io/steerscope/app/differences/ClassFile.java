package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.table.TextFile;

/**
 * Classes from a file: one name on each line, and after a tab, if there is one, the text of the class; or a CSV table
 * with the columns {@code class} and {@code prompt}, whatever their case.
 *
 * @param classes in the order of the file, at least two, of different names
 */
record ClassFile(List<Entry> classes) {

    /** What stands for the name of the class in a template. */
    static final String NAME = "{c}";

    private static final List<String> COLUMNS = List.of("class", "prompt");

    /**
     * A class.
     *
     * @param prompt the text that stands for it
     * @param where its line, for messages
     */
    record Entry(String name, String prompt, String where) {}

    ClassFile {
        classes = List.copyOf(classes);
    }

    /**
     * Reads a file.
     *
     * @param template the text of a class that has none of its own, with {@value #NAME} for its name
     * @throws io.steerscope.schemas.table.TableException if the file holds no classes, or a name twice
     * @throws IOException if it cannot be read
     */
    static ClassFile read(Path file, String template) throws IOException {
        TableFaults faults = new TableFaults(file);
        Reader reader = new Reader(file, template, faults);
        List<String> lines = TextFile.read(file).lines().toList();
        refuseOtherSeparators(lines, faults);
        List<String> columns = columns(lines, ",");
        if (!columns.isEmpty()) {
            InputTable table = InputTable.read(file, columns, List.of());
            table.refuseFaults();
            for (InputTable.Row row : table.rows()) {
                reader.take(row.line(), row.text(columns.get(0)), row.text(columns.get(1)));
            }
        } else {
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    reader.takeLine(i + 1, lines.get(i));
                }
            }
        }
        if (faults.count() == 0 && reader.classes.size() < 2) {
            faults.add(
                    Place.BEGINNING,
                    "there %s: write at least two, one name on each line"
                            .formatted(reader.classes.isEmpty() ? "is no class" : "is one class alone"));
        }
        faults.refuseIfAny();
        return new ClassFile(reader.classes);
    }

    private static void refuseOtherSeparators(List<String> lines, TableFaults faults) {
        for (String separator : List.of(";", "\t")) {
            if (!columns(lines, separator).isEmpty()) {
                faults.add(
                        Place.BEGINNING,
                        "names of columns with %s between them: write class,prompt and commas in all rows"
                                .formatted(separator.equals("\t") ? "a tab" : separator));
            }
        }
        faults.refuseIfAny();
    }

    /**
     * The columns of class and prompt as the first line spells them, whatever their case; none where it does not name
     * both.
     */
    private static List<String> columns(List<String> lines, String separator) {
        String first =
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        List<String> names = Stream.of(first.replace("\"", "").split(separator))
                .map(String::strip)
                .toList();
        List<String> columns = COLUMNS.stream()
                .flatMap(column ->
                        names.stream().filter(column::equalsIgnoreCase).limit(1))
                .toList();
        return columns.size() == COLUMNS.size() ? columns : List.of();
    }

    private static final class Reader {

        private final Path file;
        private final String template;
        private final TableFaults faults;
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<Entry> classes = new ArrayList<>();

        private Reader(Path file, String template, TableFaults faults) {
            this.file = file;
            this.template = template;
            this.faults = faults;
        }

        private void takeLine(int line, String text) {
            int tab = text.indexOf('\t');
            String name = (tab < 0 ? text : text.substring(0, tab)).strip();
            String prompt = tab < 0 ? "" : text.substring(tab + 1).strip();
            String fault = name.isEmpty()
                    ? "the class before the tab has no name: write it there"
                    : FieldText.fault(name + prompt);
            if (fault.isEmpty()) {
                take(line, name, prompt);
            } else {
                faults.add(new Place(line, 1), name.isEmpty() ? fault : "the class " + fault);
            }
        }

        private void take(int line, String name, String prompt) {
            @Nullable Integer first = lines.putIfAbsent(name, line);
            if (first != null) {
                faults.add(new Place(line, 1), "class " + InputTable.repeated(name, first));
                return;
            }
            String text = prompt.isEmpty() ? template.replace(NAME, name) : prompt;
            classes.add(new Entry(name, text, file + ":" + line + ":1"));
        }
    }
}
