package io.steerscope.app.analogies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.steerscope.schemas.table.CsvStream;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.table.TextFile;
import io.steerscope.statistics.analogy.Question;

/**
 * Questions from a file: lines {@code a b c d} or {@code a:b::c:d}, with lines {@code : section} between them, or a CSV
 * table with the columns {@code a,b,c,d} and, if there is one, {@code section}. Several accepted answers are {@code
 * d1/d2}.
 *
 * @param sections names of the sections in the order of the file, also of those without a question
 * @param questions at least one
 */
public record QuestionFile(List<String> sections, List<Question> questions) {

    private static final List<String> COLUMNS = List.of("a", "b", "c", "d");
    private static final int ANSWER = COLUMNS.indexOf("d");
    private static final String SECTION = "section";
    private static final String FORM =
            "write a b c d or a:b::c:d (several answers as d1/d2), or : and the name of a section";

    /** Copies the lists. */
    public QuestionFile {
        sections = List.copyOf(sections);
        questions = List.copyOf(questions);
    }

    /**
     * Reads a file.
     *
     * @throws io.steerscope.schemas.table.TableException if it holds no questions, or something else beside them
     * @throws IOException if it cannot be read
     */
    public static QuestionFile read(Path file) throws IOException {
        TableFaults faults = new TableFaults(file);
        List<String> lines = TextFile.read(file).lines().toList();
        Reader reader = new Reader(faults);
        SpelledColumns columns = SpelledColumns.of(
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse(""));
        if (isTable(columns)) {
            try (CsvStream table = CsvStream.open(file, columns.spelled(COLUMNS), faults)) {
                faults.refuseIfAny();
                reader.readTable(table);
            }
        } else {
            reader.readLines(lines);
        }
        if (faults.count() == 0 && reader.questions.isEmpty()) {
            faults.add(Place.BEGINNING, "there is no question: " + FORM);
        }
        faults.refuseIfAny();
        return new QuestionFile(List.copyOf(reader.sections), reader.questions);
    }

    /** Whether these are names of columns, one missing perhaps: four words with tabs between are a question. */
    private static boolean isTable(SpelledColumns columns) {
        long words = COLUMNS.stream().filter(columns::has).count();
        boolean hasSection = columns.has(SECTION);
        return !(columns.separator().equals("\t") && !hasSection) && words + (hasSection ? 1 : 0) >= COLUMNS.size() - 1;
    }

    private static final class Reader {

        private final TableFaults faults;
        private final Set<String> sections = new LinkedHashSet<>();
        private final List<Question> questions = new ArrayList<>();

        private Reader(TableFaults faults) {
            this.faults = faults;
        }

        private void readLines(List<String> lines) {
            String section = "";
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.startsWith(":")) {
                    section = line.substring(1).strip();
                    sections.add(section);
                } else if (!line.isEmpty()) {
                    takeLine(section, line, new Place(i + 1, 1));
                }
            }
        }

        private static List<String> words(String line) {
            if (!line.contains("::")) {
                return List.of(line.split("\\s+"));
            }
            return Stream.of(line.split("::", -1))
                    .flatMap(pair -> Stream.of(pair.split(":", -1)))
                    .map(String::strip)
                    .toList();
        }

        private void readTable(CsvStream table) throws IOException {
            SpelledColumns columns = SpelledColumns.of(table.columns());
            int section = columns.has(SECTION) ? table.position(columns.spelled(SECTION)) : -1;
            int[] positions =
                    columns.spelled(COLUMNS).stream().mapToInt(table::position).toArray();
            table.forEach(row -> {
                String named = section < 0 ? "" : row.text(section);
                if (section >= 0) {
                    sections.add(named);
                }
                List<String> words = IntStream.of(positions)
                        .mapToObj(position -> row.text(position).strip())
                        .toList();
                int empty = words.indexOf("");
                if (empty >= 0) {
                    faults.add(row.place(positions[empty]), COLUMNS.get(empty) + " is empty: fill it in");
                } else if (answers(words.get(ANSWER)).contains("")) {
                    faults.add(row.place(positions[ANSWER]), "an answer in d is empty: write several as d1/d2");
                } else {
                    add(named, words);
                }
            });
        }

        private void takeLine(String section, String line, Place place) {
            List<String> words = words(line);
            if (words.size() != COLUMNS.size()) {
                faults.add(place, "%s has %d words, not 4: %s".formatted(FieldText.quoted(line), words.size(), FORM));
            } else if (words.contains("") || answers(words.get(ANSWER)).contains("")) {
                faults.add(place, "a word of the question is empty: " + FORM);
            } else {
                add(section, words);
            }
        }

        private static List<String> answers(String text) {
            return text.equals("/")
                    ? List.of(text)
                    : Stream.of(text.split("/", -1))
                            .map(String::strip)
                            .distinct()
                            .toList();
        }

        private void add(String section, List<String> words) {
            questions.add(new Question(section, words.get(0), words.get(1), words.get(2), answers(words.get(ANSWER))));
        }
    }
}
