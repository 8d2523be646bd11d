package io.steerscope.app.choosing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.diversity.TableImages;
import io.steerscope.app.embeddings.EmbeddingKey;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.results.choosing.PromptResiduals;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.embedding.UnitVectors;

/** The images of a table as candidates. */
public final class TableCandidates {

    private static final String IMAGE = "image";
    private static final String CATEGORY = "category";
    private static final String METHOD = "method";
    private static final String ALPHA = "alpha";
    private static final String SEED = "seed";
    private static final String PAIR = "pair_id";
    private static final String PROMPT = "prompt";
    private static final String TARGET = "target";
    private static final String MARGIN = "margin";
    private static final List<String> GROUPS = List.of("group", PAIR, PROMPT);

    private final EmbeddingTable table;
    private final Question question;
    private final Set<TextRole> roles;
    private final ImagePaths paths;
    private final List<String> notes = new ArrayList<>();

    /**
     * What is asked of the images.
     *
     * @param score what they are scored by
     * @param scale of the score {@code clip}
     * @param group column of the group; null for the usual one
     * @param byCategory whether categories are kept apart
     * @param withoutPrompt whether hierarchies are of what is left of images without their prompts
     */
    public record Question(
            ScoreChoice score,
            ScoreChoice.Scale scale,
            @Nullable String group,
            boolean byCategory,
            boolean withoutPrompt) {}

    private TableCandidates(EmbeddingTable table, Question question, Set<TextRole> roles) {
        this.table = table;
        this.question = question;
        this.roles = roles;
        this.paths = isFilled(IMAGE) ? ImagePaths.OF_TABLE : ImagePaths.KEYS;
    }

    /**
     * The candidates of a table.
     *
     * @param roles the texts that were read, those of {@link ScoreChoice#texts}
     * @throws ActionableException if the table does not have what is asked for
     * @throws io.steerscope.schemas.table.TableException if a score is no number, or a group has no name
     */
    public static Candidates of(EmbeddingTable table, Question question, Set<TextRole> roles) {
        return new TableCandidates(table, question, roles).candidates();
    }

    private Candidates candidates() {
        if (question.byCategory()) {
            TableImages.requireCategories(table);
        }
        if (!roles.isEmpty()) {
            table.requireOneDimension();
        }
        boolean hasMethods = methods() > 1;
        TableScores scores = TableScores.of(table, question.score());
        Optional<String> groupedBy = groupedBy();
        List<String> groups = groups(groupedBy);
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < table.rows().size(); i++) {
            EmbeddingRow row = table.rows().get(i);
            String key = hasMethods
                    ? row.key().label() + "/" + method(row)
                    : row.key().label();
            all.add(candidate(row, key, groups.isEmpty() ? key : groups.get(i), scores.of(i)));
        }
        if (all.stream().allMatch(candidate -> candidate.image().score() == null)) {
            throw new ActionableException("%s: no image has a score: %s".formatted(table.file(), scores.remedy()));
        }
        return new Candidates(
                all,
                question.withoutPrompt() ? residuals() : new double[0][],
                question.score(),
                question.scale(),
                text().map(role -> role.word()).orElse(""),
                groupedBy.orElse(null),
                paths,
                notes);
    }

    private long methods() {
        Set<String> methods = new HashSet<>();
        table.rows().forEach(row -> methods.add(method(row)));
        return table.byPair() ? methods.size() : 1;
    }

    private static String method(EmbeddingRow row) {
        return row.key() instanceof EmbeddingKey.OfPair pair ? pair.method() : row.text(METHOD);
    }

    private Optional<TextRole> text() {
        return roles.contains(TextRole.TARGET)
                ? Optional.of(TextRole.TARGET)
                : roles.stream().findFirst();
    }

    private Optional<String> groupedBy() {
        String asked = question.group();
        if (asked == null) {
            Optional<String> usual = table.byPair()
                    ? Optional.of(PAIR)
                    : GROUPS.stream().filter(this::isFilled).findFirst();
            if (usual.isEmpty()) {
                notes.add("there is no column group, pair_id or prompt: each image stands alone, which makes groups of"
                        + " alike images seem surer than they are");
            }
            return usual;
        }
        if (!table.has(asked)) {
            throw new ActionableException(
                    "%s: there is no column %s to group by".formatted(table.file(), FieldText.quoted(asked))
                            + NamedColumn.remedy(asked, table.columns(), List.of()));
        }
        return Optional.of(asked);
    }

    private boolean isFilled(String column) {
        return table.has(column)
                && table.rows().stream().noneMatch(row -> row.text(column).isEmpty());
    }

    private List<String> groups(Optional<String> column) {
        if (column.isEmpty()) {
            return List.of();
        }
        TableScores.requireFilled(table, column.get());
        return table.rows().stream().map(row -> row.text(column.get())).toList();
    }

    private Candidate candidate(EmbeddingRow row, String key, String group, OptionalDouble given) {
        double[] unit = roles.isEmpty() ? new double[0] : row.unit();
        Double clip =
                text().map(role -> question.scale().of(cosine(unit, row, role))).orElse(null);
        Double margin = row.textVector(TextRole.SOURCE).isPresent()
                        && row.textVector(TextRole.TARGET).isPresent()
                ? Double.valueOf(cosine(unit, row, TextRole.TARGET) - cosine(unit, row, TextRole.SOURCE))
                : number(row.text(MARGIN));
        Double score =
                switch (question.score().kind()) {
                    case CLIP -> clip;
                    case MARGIN -> margin;
                    case DIRECTIONAL, COLUMN -> given.isPresent() ? Double.valueOf(given.getAsDouble()) : null;
                };
        EmbeddingKey.OfPair pair = row.key() instanceof EmbeddingKey.OfPair of ? of : null;
        Double alpha = pair == null ? number(row.text(ALPHA)) : Double.valueOf(pair.alpha());
        Map<String, String> facts = new TreeMap<>();
        if (alpha != null) {
            facts.put(ALPHA, Numbers.key(alpha));
        }
        if (!method(row).isEmpty()) {
            facts.put(METHOD, method(row));
        }
        if (!question.byCategory() && !row.category().isEmpty()) {
            facts.put(CATEGORY, row.category());
        }
        return new Candidate(
                new CandidateImage(
                        key,
                        question.byCategory() ? row.category() : "",
                        group,
                        score,
                        facts,
                        prompt(row),
                        row.vector()),
                paths == ImagePaths.OF_TABLE ? row.text(IMAGE) : key,
                pair == null ? row.text(PAIR) : pair.pairId(),
                row.category(),
                method(row),
                alpha,
                pair == null ? whole(row.text(SEED)) : Long.valueOf(pair.seed()),
                margin,
                clip);
    }

    private static double cosine(double[] unit, EmbeddingRow row, TextRole role) {
        return UnitVectors.dot(unit, EmbeddingRow.unit(row.textVector(role).orElseThrow()));
    }

    private static String prompt(EmbeddingRow row) {
        return row.text(PROMPT).isEmpty() ? row.text(TARGET) : row.text(PROMPT);
    }

    private static @Nullable Double number(String text) {
        OptionalDouble number = PlainNumber.decimal(text);
        return number.isPresent() ? Double.valueOf(number.getAsDouble()) : null;
    }

    private static @Nullable Long whole(String text) {
        OptionalLong number = PlainNumber.whole(text);
        return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }

    /** What is left of each image without its prompt. */
    private double[][] residuals() {
        TextRole role = text().orElseThrow();
        return PromptResiduals.of(
                table.rows().stream().map(EmbeddingRow::vector).toList(),
                table.rows().stream()
                        .map(row -> row.textVector(role).orElseThrow())
                        .toList());
    }
}
