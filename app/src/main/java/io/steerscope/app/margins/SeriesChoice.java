package io.steerscope.app.margins;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.text.VisibleText;

/**
 * Which series of a file are read.
 *
 * @param scorer the scorer; null for all
 * @param method the method; null for all
 * @param against the method that is subtracted, which is read too; null for none
 * @param unsteered whether unsteered images are wanted; else their rows are not read, and alpha 0 is any other alpha
 */
public record SeriesChoice(
        @Nullable String scorer, @Nullable String method, @Nullable String against, boolean unsteered) {

    /** All series. */
    public static final SeriesChoice ALL = new SeriesChoice(null, null, null);

    /** More values of a column are a column that tells no series apart. */
    private static final int MOST_VALUES = 30;

    private static final int MOST_NAMED = 10;
    static final String FILE = "the file";

    /** These series, with their unsteered images. */
    public SeriesChoice(@Nullable String scorer, @Nullable String method, @Nullable String against) {
        this(scorer, method, against, true);
    }

    boolean wantsUnsteered(String scorerOfImage) {
        return unsteered && wantsScorer(scorerOfImage);
    }

    boolean wantsScorer(String name) {
        return scorer == null || scorer.equals(name);
    }

    boolean wantsMethod(String name) {
        return method == null || method.equals(name) || name.equals(against);
    }

    /**
     * Notes what is wrong with the choice of scorers.
     *
     * @param hasColumn whether the file has the column
     * @param found its values
     */
    void checkScorer(boolean hasColumn, SortedSet<String> found, TableFaults faults) {
        checkNumber("scorer", scorer, found, faults);
        check(FILE, "scorer", "--scorer", scorer, hasColumn, found, faults);
    }

    /**
     * Notes what is wrong with the choice of methods.
     *
     * @param holder what holds the methods, the file or a scorer of it
     * @param hasColumn whether the file has the column
     * @param found its values
     */
    void checkMethods(String holder, boolean hasColumn, SortedSet<String> found, TableFaults faults) {
        checkNumber("method", method, found, faults);
        long before = faults.count();
        check(holder, "method", "--method", method, hasColumn, found, faults);
        if (faults.count() == before) {
            check(holder, "method", "--against", against, hasColumn, found, faults);
        }
        if (faults.count() > before || against == null) {
            return;
        }
        List<String> others =
                found.stream().filter(name -> !name.equals(against)).toList();
        if (others.isEmpty()) {
            faults.add(
                    Place.BEGINNING,
                    "%s holds no method but %s to subtract it from: leave --against out"
                            .formatted(holder, VisibleText.of(against)));
        } else if (against.equals(method)) {
            faults.add(
                    Place.BEGINNING,
                    "--method and --against are both %s: choose one of %s for one of them"
                            .formatted(VisibleText.of(against), named(others)));
        }
    }

    private static void checkNumber(
            String column, @Nullable String wanted, SortedSet<String> found, TableFaults faults) {
        if (wanted == null && found.size() > MOST_VALUES) {
            faults.add(
                    Place.BEGINNING,
                    "the file holds %d %ss (%s): choose one with --%s"
                            .formatted(found.size(), column, named(found), column));
        }
    }

    private static void check(
            String holder,
            String column,
            String option,
            @Nullable String wanted,
            boolean hasColumn,
            SortedSet<String> found,
            TableFaults faults) {
        if (wanted != null && !hasColumn) {
            faults.add(Place.BEGINNING, "the file has no column %s: leave %s out".formatted(column, option));
        } else if (wanted != null && !found.isEmpty() && !found.contains(wanted)) {
            faults.add(
                    Place.BEGINNING,
                    "%s holds no %s %s: choose one of %s"
                            .formatted(holder, column, VisibleText.of(wanted), named(found)));
        }
    }

    private static String named(Iterable<String> names) {
        List<String> shown = new ArrayList<>();
        for (String name : names) {
            shown.add(shown.size() < MOST_NAMED ? VisibleText.of(name) : "...");
            if (shown.size() > MOST_NAMED) {
                break;
            }
        }
        return String.join(", ", shown);
    }
}
