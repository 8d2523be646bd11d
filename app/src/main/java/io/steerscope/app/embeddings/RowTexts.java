package io.steerscope.app.embeddings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.TableFaults;

/** The vectors of the texts of each image: from a file of texts, or from columns beside the vector of the image. */
abstract class RowTexts {

    private static final int ROLES = TextRole.values().length;

    private final Set<TextRole> needed;
    private final Set<TextRole> read;

    private RowTexts(Set<TextRole> needed, Set<TextRole> read) {
        this.needed = needed;
        this.read = read;
    }

    /** The columns of vectors that a file of images is opened for. */
    static List<String> vectorColumns(EmbeddingSource source, Set<TextRole> needed, Set<TextRole> further) {
        List<String> columns = new ArrayList<>(List.of(source.imageColumn()));
        if (source.texts() == null) {
            sorted(both(needed, further)).forEach(role -> columns.add(column(source, role)));
        }
        return columns;
    }

    /** Those that are needed; where there are none of a role, that is noted. */
    static RowTexts of(
            RowSource images, EmbeddingSource source, Set<TextRole> needed, Set<TextRole> further, boolean byPair)
            throws IOException {
        Set<TextRole> read = both(needed, further);
        if (source.texts() == null || read.isEmpty()) {
            return new OfColumns(images, source, needed, read, byPair);
        }
        TextVectors file = TextVectors.read(source.texts(), source.textColumn(), source.images(), images.columns());
        return new OfFile(images, file, needed, read);
    }

    private static Set<TextRole> both(Set<TextRole> needed, Set<TextRole> further) {
        Set<TextRole> both = EnumSet.noneOf(TextRole.class);
        both.addAll(needed);
        both.addAll(further);
        return both;
    }

    private static List<TextRole> sorted(Set<TextRole> roles) {
        return roles.stream().sorted().toList();
    }

    private static String column(EmbeddingSource source, TextRole role) {
        return role == TextRole.PROMPT ? source.textColumn() : EmbeddingSource.textColumn(role);
    }

    /** The texts of a row by the ordinal of their roles; null where there is none, which is noted where needed. */
    @Nullable
    float[][] of(RowSource.Row row) {
        @Nullable float[][] texts = new float[ROLES][];
        for (TextRole role : read) {
            texts[role.ordinal()] = of(row, role);
        }
        return texts;
    }

    /** The roles of texts that each image must have. */
    Set<TextRole> needed() {
        return needed;
    }

    abstract float @Nullable [] of(RowSource.Row row, TextRole role);

    /** Elements of each vector; 0 without any. */
    abstract int dimension();

    private static final class OfFile extends RowTexts {

        private final TableFaults faults;
        private final TextVectors file;
        private final int join;
        private final Set<String> told = new HashSet<>();

        OfFile(RowSource images, TextVectors file, Set<TextRole> needed, Set<TextRole> read) {
            super(needed, read);
            this.faults = images.faults();
            this.file = file;
            this.join = images.columns().indexOf(file.joinedBy());
        }

        @Override
        @Nullable
        float[][] of(RowSource.Row row) {
            @Nullable float[][] texts = super.of(row);
            String joined = row.text(join);
            List<String> missing = sorted(needed()).stream()
                    .filter(role -> texts[role.ordinal()] == null)
                    .map(TextRole::word)
                    .toList();
            if (!missing.isEmpty() && told.add(joined)) {
                faults.add(
                        row.place(join),
                        "%s %s has no %s text in %s: add %s there"
                                .formatted(
                                        file.joinedBy(),
                                        FieldText.quoted(joined),
                                        String.join(" or ", missing),
                                        file.file(),
                                        missing.size() == 1 ? "its row" : "their rows"));
            }
            return texts;
        }

        @Override
        float @Nullable [] of(RowSource.Row row, TextRole role) {
            return file.of(row.text(join), role);
        }

        @Override
        int dimension() {
            return file.dimension();
        }
    }

    private static final class OfColumns extends RowTexts {

        private record First(float[] vector, int line) {}

        private final RowSource images;
        private final Map<TextRole, VectorColumn> columns = new HashMap<>();
        private final int pair;
        private final Map<List<String>, First> ofPairs = new HashMap<>();
        private final SharedVectors shared = new SharedVectors();
        private int dimension;

        OfColumns(RowSource images, EmbeddingSource source, Set<TextRole> needed, Set<TextRole> read, boolean byPair) {
            super(needed, read);
            this.images = images;
            this.pair = byPair ? images.columns().indexOf(RowKeys.PAIR) : -1;
            List<String> missing = new ArrayList<>();
            int number = 0;
            for (TextRole role : sorted(read)) {
                number++;
                if (images.hasVector(number)) {
                    columns.put(role, new VectorColumn(number, images));
                } else if (needed.contains(role)) {
                    missing.add(role.word());
                }
            }
            if (!missing.isEmpty()) {
                images.faults()
                        .add(
                                images.header(),
                                "there are no embeddings of %s texts: name a file that has them (--texts FILE)"
                                        .formatted(String.join(" and ", missing)));
            }
        }

        @Override
        float @Nullable [] of(RowSource.Row row, TextRole role) {
            VectorColumn column = columns.get(role);
            if (column == null || !needed().contains(role) && row.elements(column.number()) == 0) {
                return null;
            }
            Optional<float[]> read = column.of(row);
            if (read.isEmpty()) {
                return null;
            }
            float[] vector = shared.of(read.get());
            dimension = dimension == 0 ? vector.length : dimension;
            if (vector.length != dimension) {
                images.faults()
                        .add(
                                row.place(),
                                "%s has %d elements, other texts %d: take all of them from one model"
                                        .formatted(column.name(), vector.length, dimension));
            }
            if (pair >= 0 && role != TextRole.PROMPT) {
                checkOfPair(row, role, column, vector);
            }
            return vector;
        }

        private void checkOfPair(RowSource.Row row, TextRole role, VectorColumn column, float[] vector) {
            String id = row.text(pair);
            First first = ofPairs.putIfAbsent(List.of(role.word(), id), new First(vector, row.line()));
            if (first != null && first.vector != vector) {
                images.faults()
                        .add(
                                row.place(pair),
                                "pair_id %s has another %s here than %s: give it one"
                                        .formatted(FieldText.quoted(id), column.name(), images.where(first.line)));
            }
        }

        @Override
        int dimension() {
            return dimension;
        }
    }
}
