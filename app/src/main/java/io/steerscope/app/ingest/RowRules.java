package io.steerscope.app.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.producer.ingest.IngestedPair;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Lookalikes;
import io.steerscope.schemas.table.PlainNumber;

/** What the rows of a source must fulfil before their images are looked at. */
final class RowRules implements RowSink {

    static final String DEFAULT_CATEGORY = "all";
    static final String DEFAULT_METHOD = "images";

    private static final double DEFAULT_ALPHA = 1.0;

    /** What is left out in some rows and not in others has been forgotten. */
    private static final List<ImageField> ALL_OR_NONE =
            List.of(ImageField.SOURCE, ImageField.CATEGORY, ImageField.PAIR_ID, ImageField.METHOD, ImageField.ALPHA);

    private final ImageFolder folder;
    private final int longest;
    private final String generator;
    private final SourceFaults faults;
    private final PairRules pairs;
    private final List<ImageRow> rows = new ArrayList<>();
    private final Map<Object, Spot> files = new HashMap<>();
    private final Map<String, Spot> methods = new HashMap<>();
    private final Map<ImageField, Presence> presence = new EnumMap<>(ImageField.class);
    private final SortedMap<String, Part> ignored = new TreeMap<>();
    private boolean namesAll = true;

    private static final class Presence {
        private long there;
        private long missing;
        private @Nullable Spot firstThere;
        private @Nullable Spot firstMissing;
    }

    /**
     * @param longest most characters of a text
     * @param generator what made images whose rows do not say so
     */
    RowRules(ImageFolder folder, int longest, String generator, SourceFaults faults) {
        this.folder = folder;
        this.longest = longest;
        this.generator = generator;
        this.faults = faults;
        this.pairs = new PairRules(faults);
    }

    List<ImageRow> rows() {
        return rows;
    }

    List<PairRules.Known> pairs() {
        return pairs.all();
    }

    /** The columns that say nothing of an image, with the first file that has them. */
    SortedMap<String, Part> ignored() {
        return ignored;
    }

    /** Whether every row names a file of its own that is there: else those without a row may be what a row meant. */
    boolean namesAll() {
        return namesAll;
    }

    /** Whether a file has a row. */
    boolean names(Path file) {
        return files.containsKey(file.toAbsolutePath().normalize());
    }

    @Override
    public void ignored(Part part, String column) {
        ignored.putIfAbsent(column, part);
    }

    @Override
    public void lost() {
        namesAll = false;
    }

    @Override
    public void take(RawRow row) {
        String name = row.text(ImageField.FILE);
        Spot spot = row.spot(ImageField.FILE);
        Path file = null;
        if (name.isEmpty()) {
            namesAll = false;
            faults.add(spot, "the name of the image is empty: fill it in, or leave the row out");
        } else {
            try {
                file = find(name, row.part());
                Spot first = files.putIfAbsent(file.toAbsolutePath().normalize(), spot);
                if (first != null) {
                    namesAll = false;
                    faults.add(
                            spot,
                            "image %s has a row already %s: keep one of them"
                                    .formatted(FieldText.quoted(name), first.seenFrom(spot)));
                }
            } catch (ImageFolder.NameFault e) {
                namesAll = false;
                faults.add(spot, String.valueOf(e.getMessage()));
            }
        }
        check(row, row.part().prefix() + name, file == null ? null : new ImageLocation.InFile(file));
    }

    /** Names are relative to the folder of all images, where one is given, or else to their table. */
    private Path find(String name, Part part) throws ImageFolder.NameFault {
        try {
            return folder.find(name, part.folder());
        } catch (ImageFolder.NameFault e) {
            if (part.tableFolder().equals(part.folder())) {
                throw e;
            }
            try {
                return folder.find(name, part.tableFolder());
            } catch (ImageFolder.NameFault unused) {
                throw e;
            }
        }
    }

    @Override
    public void take(RawRow row, String member, ImageLocation image) {
        check(row, row.part().prefix() + member, image);
    }

    private void check(RawRow row, String file, @Nullable ImageLocation location) {
        long before = faults.count();
        ALL_OR_NONE.forEach(field -> note(field, row));
        boolean texts = checkText(row, ImageField.TARGET, true)
                & checkText(row, ImageField.SOURCE, false)
                & checkText(row, ImageField.CATEGORY, false);
        String source = row.text(ImageField.SOURCE);
        String target = row.text(ImageField.TARGET);
        if (texts && !source.isEmpty() && Pair.samePrompt(source, target)) {
            faults.add(
                    row.spot(ImageField.TARGET),
                    "target is the same prompt as source: change what the pair is about, or leave the column source out");
            texts = false;
        }
        double alpha = alpha(row);
        String method = method(row, alpha);
        alpha = unsteeredAlpha(row, method, alpha);
        Long seed = seed(row);
        String made = generator(row);
        String id = pairId(row, source, target);
        if (!texts || id.isEmpty()) {
            return;
        }
        IngestedPair pair = pairs.take(
                new IngestedPair(id, orDefault(row, ImageField.CATEGORY, DEFAULT_CATEGORY), source, target),
                !row.text(ImageField.PAIR_ID).isEmpty(),
                row);
        if (location != null && faults.count() == before) {
            rows.add(new ImageRow(row.spot(ImageField.FILE), file, location, pair, method, alpha, seed, made));
        }
    }

    private void note(ImageField field, RawRow row) {
        Presence noted = presence.computeIfAbsent(field, unused -> new Presence());
        if (row.text(field).isEmpty()) {
            noted.missing++;
            noted.firstMissing = noted.firstMissing == null ? row.spot(field) : noted.firstMissing;
        } else {
            noted.there++;
            noted.firstThere = noted.firstThere == null ? row.spot(field) : noted.firstThere;
        }
    }

    /** Notes what takes all rows to see. */
    void finish() {
        presence.forEach((field, noted) -> {
            Spot missing = noted.firstMissing;
            Spot there = noted.firstThere;
            if (missing != null && there != null) {
                faults.add(missing, halfFilled(field, noted.missing, there.seenFrom(missing)));
            }
        });
        Spot source = methods.get(UnsteeredImage.SOURCE.id());
        Spot target = methods.get(UnsteeredImage.TARGET.id());
        if (target != null && source == null) {
            faults.add(
                    target,
                    "images of method target are unsteered ones beside those of method source, of which there is none: add those, or give these another method");
        }
        if (source != null) {
            rows.stream()
                    .filter(row -> row.alpha() == 0
                            && UnsteeredImage.named(row.method()).isEmpty())
                    .findFirst()
                    .ifPresent(row -> faults.add(
                            row.spot(),
                            "method %s has alpha 0, whose images are those of method source %s: leave one of them out"
                                    .formatted(row.method(), source.seenFrom(row.spot()))));
        }
    }

    private static String halfFilled(ImageField field, long missing, String there) {
        String more = missing == 1 ? "" : " and in %d more rows".formatted(missing - 1);
        return field == ImageField.SOURCE
                ? "source is empty here%s, and filled in %s: fill it in, or ingest prompts without a source as an experiment of their own"
                        .formatted(more, there)
                : "%s is empty here%s, and filled in %s: fill it in everywhere, or nowhere"
                        .formatted(field.label(), more, there);
    }

    private boolean checkText(RawRow row, ImageField field, boolean required) {
        String text = row.text(field);
        String fault = "";
        if (Lookalikes.seen(text).isEmpty()) {
            fault = required || !text.isEmpty()
                    ? "is empty: write it, or leave the %s out"
                            .formatted(row.part().form() == Part.Form.TAR ? "image" : "row")
                    : "";
        } else if (text.length() > longest) {
            fault = "has %d characters, the most is %d: shorten it, or raise --max-prompt-length"
                    .formatted(text.length(), longest);
        } else {
            fault = FieldText.fault(text);
        }
        if (!fault.isEmpty()) {
            faults.add(row.spot(field), field.label() + " " + fault);
        }
        return fault.isEmpty();
    }

    private double alpha(RawRow row) {
        String text = row.text(ImageField.ALPHA);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        OptionalDouble alpha = PlainNumber.decimal(text);
        if (alpha.isEmpty()) {
            faults.add(row.spot(ImageField.ALPHA), "alpha " + PlainNumber.decimalFault(text));
            return Double.NaN;
        }
        if (alpha.getAsDouble() < 0) {
            faults.add(
                    row.spot(ImageField.ALPHA), "alpha %s is below 0: write a strength of at least 0".formatted(text));
        }
        return alpha.getAsDouble() + 0.0;
    }

    /** Without a method, alpha 0 of a pair is its unsteered image, as where margins are analysed. */
    private String method(RawRow row, double alpha) {
        String text = row.text(ImageField.METHOD);
        if (text.isEmpty()) {
            boolean unsteered = alpha == 0 && !row.text(ImageField.SOURCE).isEmpty();
            text = unsteered ? UnsteeredImage.SOURCE.id() : DEFAULT_METHOD;
        } else if (!checkId(row, ImageField.METHOD, text)) {
            return DEFAULT_METHOD;
        }
        Spot spot = row.spot(ImageField.METHOD);
        Spot first = methods.putIfAbsent(text, spot);
        if (first == null) {
            String lower = text.toLowerCase(Locale.ROOT);
            String method = text;
            methods.forEach((other, where) -> {
                if (!other.equals(method) && other.toLowerCase(Locale.ROOT).equals(lower)) {
                    faults.add(
                            spot,
                            "method %s differs from %s %s in letter case only: write both alike"
                                    .formatted(method, other, where.seenFrom(spot)));
                }
            });
        }
        return text;
    }

    private double unsteeredAlpha(RawRow row, String method, double alpha) {
        UnsteeredImage unsteered = UnsteeredImage.named(method).orElse(null);
        if (unsteered == null) {
            return Double.isNaN(alpha) ? DEFAULT_ALPHA : alpha;
        }
        if (row.text(ImageField.SOURCE).isEmpty()) {
            faults.add(
                    row.spot(ImageField.METHOD),
                    "method %s is of unsteered images beside steered ones, and there is no source prompt: give it another name"
                            .formatted(method));
        } else if (!Double.isNaN(alpha) && alpha != unsteered.alpha()) {
            faults.add(
                    row.spot(ImageField.ALPHA),
                    "alpha is %s, and images of method %s, which are unsteered, have alpha %s: write that, or another method"
                            .formatted(RecordKeys.alphaText(alpha), method, RecordKeys.alphaText(unsteered.alpha())));
        }
        return unsteered.alpha();
    }

    private @Nullable Long seed(RawRow row) {
        String text = row.text(ImageField.SEED);
        if (text.isEmpty()) {
            return null;
        }
        OptionalLong seed = SeedText.read(text);
        if (seed.isEmpty()) {
            faults.add(row.spot(ImageField.SEED), "seed " + SeedText.fault(text));
            return null;
        }
        return seed.getAsLong();
    }

    private String generator(RawRow row) {
        String text = row.text(ImageField.GENERATOR);
        if (text.isEmpty()) {
            return generator;
        }
        String fault = FieldText.fault(text);
        if (text.length() > RecordKeys.MAX_ID_LENGTH) {
            fault = "has %d characters, the most is %d: shorten it".formatted(text.length(), RecordKeys.MAX_ID_LENGTH);
        }
        if (!fault.isEmpty()) {
            faults.add(row.spot(ImageField.GENERATOR), "generator " + fault);
        }
        return text;
    }

    /** Empty if it is none, which is noted. */
    private String pairId(RawRow row, String source, String target) {
        String text = row.text(ImageField.PAIR_ID);
        if (text.isEmpty()) {
            return PairRules.id(source, target);
        }
        return checkId(row, ImageField.PAIR_ID, text) ? text : "";
    }

    private boolean checkId(RawRow row, ImageField field, String text) {
        if (RecordKeys.isId(text) && !text.equals(".") && !text.equals("..")) {
            return true;
        }
        faults.add(
                row.spot(field),
                text.length() > RecordKeys.MAX_ID_LENGTH
                        ? "%s has %d characters, the most is %d: shorten it"
                                .formatted(field.label(), text.length(), RecordKeys.MAX_ID_LENGTH)
                        : "%s %s is no id: use the letters a-z and A-Z, digits, '.', '_' and '-' only"
                                        .formatted(field.label(), FieldText.quoted(text))
                                + (RecordKeys.isId(text) ? ", and not dots alone" : ""));
        return false;
    }

    private static String orDefault(RawRow row, ImageField field, String other) {
        String text = row.text(field);
        return text.isEmpty() ? other : text;
    }
}
