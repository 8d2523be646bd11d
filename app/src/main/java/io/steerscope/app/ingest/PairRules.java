package io.steerscope.app.ingest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.producer.ingest.IngestedPair;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Lookalikes;

/** The pairs of a source: what all rows of one must agree in, and how the others must differ from it. */
final class PairRules {

    private static final int ID_LENGTH = 20;

    /**
     * A pair and where it was named first.
     *
     * @param named whether the source names it, and not its texts alone
     */
    record Known(IngestedPair pair, Spot spot, boolean named) {}

    private final SourceFaults faults;
    private final Map<String, Known> byId = new LinkedHashMap<>();
    private final Map<List<String>, Known> byComparable = new HashMap<>();
    private final Map<String, Spot> categories = new HashMap<>();
    private final Map<String, Spot> ids = new HashMap<>();
    private final Lookalikes alikeCategories = new Lookalikes("category", false);
    private final Lookalikes alikeIds = new Lookalikes("pair_id", true);
    private final Set<List<String>> told = new HashSet<>();
    private final Set<String> faulty = new HashSet<>();

    PairRules(SourceFaults faults) {
        this.faults = faults;
    }

    /** The id of a pair that has no other: the beginning of the SHA-256 of its texts. */
    static String id(String source, String target) {
        return Sha256.hex(source + "\t" + target).substring(0, ID_LENGTH);
    }

    /** The pairs, in the order in which they were named, without those whose texts are faulty. */
    List<Known> all() {
        return byId.values().stream()
                .filter(known -> !faulty.contains(known.pair().pairId()))
                .toList();
    }

    /**
     * The pair of a row; what does not agree with earlier rows is noted.
     *
     * @param named whether the row has an id of its own
     */
    IngestedPair take(IngestedPair wanted, boolean named, RawRow row) {
        addNames(wanted, named, row);
        Known known = byId.get(wanted.pairId());
        if (known == null) {
            Known added = new Known(wanted, row.spot(named ? ImageField.PAIR_ID : ImageField.TARGET), named);
            byId.put(wanted.pairId(), added);
            Known alike = byComparable.putIfAbsent(
                    List.of(Pair.comparable(wanted.source()), Pair.comparable(wanted.target())), added);
            if (alike != null) {
                faulty.add(wanted.pairId());
                addAlike(added, alike, row);
            }
            return wanted;
        }
        // Of another pair, which has been given the same id, all differs, and is told once.
        if (agrees(ImageField.TARGET, wanted.target(), known.pair().target(), known, row)
                && agrees(ImageField.SOURCE, wanted.source(), known.pair().source(), known, row)) {
            agrees(ImageField.CATEGORY, wanted.category(), known.pair().category(), known, row);
        }
        return known.pair();
    }

    private void addNames(IngestedPair pair, boolean named, RawRow row) {
        Spot spot = row.spot(ImageField.CATEGORY);
        Spot first = categories.putIfAbsent(pair.category(), spot);
        if (first == null) {
            alikeCategories.add(pair.category(), "elsewhere").ifPresent(fault -> faults.add(spot, fault));
        }
        if (named && ids.putIfAbsent(pair.pairId(), spot) == null) {
            alikeIds.add(pair.pairId(), "elsewhere")
                    .ifPresent(fault -> faults.add(row.spot(ImageField.PAIR_ID), fault));
        }
    }

    private void addAlike(Known pair, Known alike, RawRow row) {
        Spot spot = row.spot(ImageField.TARGET);
        boolean hasSource = !pair.pair().source().isEmpty();
        String texts = hasSource ? "source and target are those" : "target is that";
        String where = alike.spot().seenFrom(spot);
        faults.add(
                spot,
                pair.named() || alike.named()
                        ? "%s of pair %s %s: give the images of both one pair_id"
                                .formatted(texts, FieldText.quoted(alike.pair().pairId()), where)
                        : "%s %s but for letter case, spaces or unseen characters: write both alike"
                                .formatted(texts, where));
    }

    private boolean agrees(ImageField field, String here, String there, Known known, RawRow row) {
        if (here.equals(there)) {
            return true;
        }
        if (!told.add(List.of(field.label(), known.pair().pairId(), here))) {
            return false;
        }
        Spot spot = row.spot(field);
        String where = known.spot().seenFrom(spot);
        faults.add(
                spot,
                known.named()
                        ? "pair %s has the %s %s here and %s %s: give it one, or another pair_id"
                                .formatted(
                                        FieldText.quoted(known.pair().pairId()),
                                        field.label(),
                                        FieldText.quoted(here),
                                        FieldText.quoted(there),
                                        where)
                        : "the same texts have the %s %s here and %s %s: give them one, or a pair_id each"
                                .formatted(field.label(), FieldText.quoted(here), FieldText.quoted(there), where));
        return false;
    }
}
