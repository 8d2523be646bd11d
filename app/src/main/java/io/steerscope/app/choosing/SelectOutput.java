package io.steerscope.app.choosing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.choosing.ChoosingBlocks;
import io.steerscope.results.choosing.ChoosingFields;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.ImageChoice;

/**
 * What {@code select} prints.
 *
 * @param candidates what was chosen among
 * @param settings what was computed
 * @param result what was found
 * @param hasMap whether the map is printed
 */
public record SelectOutput(Candidates candidates, ChoosingSettings settings, ChoosingResult result, boolean hasMap) {

    /** Chooses. */
    public static SelectOutput of(Candidates candidates, ChoosingSettings settings, boolean hasMap) {
        return new SelectOutput(
                candidates, settings, ImageChoice.of(candidates.images(), candidates.clustered(), settings), hasMap);
    }

    /** For JSON; values may be null. */
    public Map<String, Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("rule", ChoosingFields.rule(settings, result.slices().sd()));
        fields.put("score", candidates.score().name());
        fields.put("scale", candidates.scale().name().toLowerCase(Locale.ROOT));
        fields.put("group", candidates.groupedBy());
        fields.put("hierarchy", candidates.clustered().length > 0 ? "without prompts" : "images");
        fields.put("notes", candidates.notes());
        if (!candidates.text().isEmpty()) {
            fields.put("clip_score", clipScores());
        }
        fields.putAll(ChoosingFields.of(result));
        if (hasMap) {
            fields.put("map_pca", ChoosingFields.map(result));
        }
        return checked(fields);
    }

    private List<Map<String, Object>> clipScores() {
        List<Map<String, Object>> scores = new ArrayList<>();
        for (Candidate candidate : candidates.of(result)) {
            Double clip = candidate.clip();
            if (clip != null) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("image", candidate.image().key());
                fields.put(candidates.text(), clip);
                fields.put("clamped", Math.max(0.0, clip));
                scores.add(fields);
            }
        }
        return scores;
    }

    /** For people. */
    public Section section() {
        List<Block> blocks = new ArrayList<>(ChoosingBlocks.of(result, settings));
        candidates.notes().forEach(note -> blocks.add(Paragraph.warning(sentence(note))));
        return new Section(
                "selection",
                "Images to look at, by " + VisibleText.of(candidates.score().name()) + scale(),
                blocks);
    }

    private String scale() {
        return candidates.scale() == ScoreChoice.Scale.HESSEL ? " (2.5 max(0, cosine))" : "";
    }

    private static String sentence(String note) {
        return VisibleText.of(note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1)) + ".";
    }

    /** JSON has null values, which the type of such maps elsewhere does not say. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private static Map<String, Object> checked(Map<String, @Nullable Object> fields) {
        return (Map<String, Object>) (Map<String, ?>) fields;
    }
}
