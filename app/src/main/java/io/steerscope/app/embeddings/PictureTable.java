package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.steerscope.schemas.table.CsvStream;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.table.TableFaults;

/**
 * Pictures that are to be embedded, and what is said of each: a table of embeddings before it has any.
 *
 * @param columns names of the columns; {@code image} is the first, {@code prompt} the second where there is one
 * @param roles of the texts that are embedded too, each in a column of its name
 * @param pictures in the order of the rows
 */
public record PictureTable(List<String> columns, List<TextRole> roles, List<Picture> pictures) {

    /** What a picture is described by. */
    public static final String PROMPT = "prompt";

    private static final Set<String> NUMBERS = Set.of(RowKeys.ALPHA, RowKeys.SEED);
    private static final Pattern WRITTEN = Pattern.compile("e[0-9]+|image_embedding|(source_|target_)?text_embedding");

    /**
     * A picture.
     *
     * @param line of its row in the file of prompts; 0 without
     * @param fields as many as there are columns
     */
    public record Picture(int line, List<String> fields) {

        /** Copies the list. */
        public Picture {
            fields = List.copyOf(fields);
        }

        /** Path within the folder of pictures, with {@code /} between names. */
        public String image() {
            return fields.get(0);
        }
    }

    /** Copies the lists. */
    public PictureTable {
        columns = List.copyOf(columns);
        roles = List.copyOf(roles);
        pictures = List.copyOf(pictures);
    }

    /** Pictures of which nothing is said. */
    public static PictureTable of(List<String> images) {
        return new PictureTable(
                List.of(RowKeys.IMAGE),
                List.of(),
                images.stream().map(image -> new Picture(0, List.of(image))).toList());
    }

    /**
     * Reads a file of prompts, of which every picture of a folder has one row, by its name.
     *
     * @param images names of the pictures
     * @param folder where they are, for messages
     * @param mostCharacters of a prompt
     * @throws io.steerscope.schemas.table.TableException if the file is no such table, or its rows and the pictures do
     *     not pair
     */
    public static PictureTable read(Path file, List<String> images, Path folder, int mostCharacters)
            throws IOException {
        TableFaults faults = new TableFaults(file);
        try (CsvStream table = CsvStream.open(file, List.of(RowKeys.IMAGE, PROMPT), faults)) {
            faults.refuseIfAny();
            Rows rows = new Rows(table, images, folder, mostCharacters, faults);
            table.forEach(rows::take);
            rows.addPicturesWithoutRow();
            faults.refuseIfAny();
            return new PictureTable(rows.columns, roles(rows.columns), rows.pictures);
        }
    }

    private static List<TextRole> roles(List<String> columns) {
        return List.of(TextRole.PROMPT, TextRole.SOURCE, TextRole.TARGET).stream()
                .filter(role -> columns.contains(role.word()))
                .toList();
    }

    /** The same of a model that reads no texts: they stay columns. */
    public PictureTable withoutTexts() {
        return new PictureTable(columns, List.of(), pictures);
    }

    /** The text of a picture in a role; empty where there is none. */
    public String text(Picture picture, TextRole role) {
        return picture.fields().get(columns.indexOf(role.word()));
    }

    private static final class Rows implements TextColumns {

        private final TableFaults faults;
        private final List<String> columns;
        private final int[] positions;
        private final Set<String> images;
        private final Path folder;
        private final int mostCharacters;
        private final RowKeys keys;
        private final Set<String> named = new HashSet<>();
        private final List<Picture> pictures = new ArrayList<>();
        private int lastLine = 1;

        Rows(CsvStream table, List<String> images, Path folder, int mostCharacters, TableFaults faults) {
            this.faults = faults;
            Set<String> names = new LinkedHashSet<>(List.of(RowKeys.IMAGE, PROMPT));
            names.addAll(table.columns());
            this.columns = List.copyOf(names);
            this.positions = columns.stream().mapToInt(table::position).toArray();
            this.images = new LinkedHashSet<>(images);
            this.folder = folder;
            this.mostCharacters = mostCharacters;
            this.keys = new RowKeys(this);
            columns.stream()
                    .filter(name -> WRITTEN.matcher(name).matches())
                    .forEach(name -> faults.add(
                            header(),
                            "column %s has a name that embeddings are written under: rename it"
                                    .formatted(FieldText.quoted(name))));
        }

        @Override
        public TableFaults faults() {
            return faults;
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public Place header() {
            return Place.BEGINNING;
        }

        @Override
        public String where(int line) {
            return "on line " + line;
        }

        void take(CsvStream.Row row) {
            Fields fields = new RowFields(row, positions);
            lastLine = row.line();
            String image = fields.text(0);
            boolean again = !named.add(image);
            boolean hasKey = keys.of(fields).isPresent();
            if (again && hasKey) {
                faults.add(
                        fields.place(0),
                        "image %s has a row already: keep one of them".formatted(FieldText.quoted(image)));
            }
            if (!image.isEmpty() && !images.contains(image)) {
                faults.add(
                        fields.place(0),
                        "image %s is not in %s: correct the name, or leave the row out"
                                .formatted(FieldText.quoted(image), folder));
            }
            checkTexts(fields);
            checkNumbers(fields);
            pictures.add(new Picture(
                    row.line(),
                    IntStream.range(0, positions.length).mapToObj(fields::text).toList()));
        }

        private void checkTexts(Fields fields) {
            if (fields.text(1).isBlank()) {
                faults.add(fields.place(1), "prompt is empty: fill it in");
            }
            for (TextRole role : TextRole.values()) {
                int column = columns.indexOf(role.word());
                if (column >= 0 && fields.text(column).length() > mostCharacters) {
                    faults.add(
                            fields.place(column),
                            "%s has %d characters, more than the limit of %d (--max-prompt-length)"
                                    .formatted(role.word(), fields.text(column).length(), mostCharacters));
                }
            }
        }

        /** Numbers are numbers in Parquet; those of a key have been checked. */
        private void checkNumbers(Fields fields) {
            for (String name : NUMBERS) {
                int column = columns.indexOf(name);
                if (keys.byPair() || column < 0 || fields.text(column).isEmpty()) {
                    continue;
                }
                String text = fields.text(column);
                boolean isAlpha = name.equals(RowKeys.ALPHA);
                if (isAlpha && PlainNumber.decimal(text).isEmpty()) {
                    faults.add(fields.place(column), name + " " + PlainNumber.decimalFault(text));
                }
                if (!isAlpha && PlainNumber.whole(text).isEmpty()) {
                    faults.add(fields.place(column), name + " " + PlainNumber.wholeFault(text));
                }
            }
        }

        void addPicturesWithoutRow() {
            Place end = new Place(lastLine + 1, 1);
            images.stream()
                    .filter(image -> !named.contains(image))
                    .forEach(image -> faults.add(
                            end,
                            "picture %s of %s has no row: add one, or remove the picture"
                                    .formatted(FieldText.quoted(image), folder)));
        }
    }

    private record RowFields(CsvStream.Row row, int[] positions) implements Fields {

        @Override
        public String text(int column) {
            return row.text(positions[column]);
        }

        @Override
        public int line() {
            return row.line();
        }

        @Override
        public Place place(int column) {
            return row.place(positions[column]);
        }
    }
}
