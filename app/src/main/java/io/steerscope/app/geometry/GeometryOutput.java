package io.steerscope.app.geometry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.app.diversity.TableImages;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.results.document.Section;
import io.steerscope.results.geometry.DirectionBlocks;
import io.steerscope.results.geometry.DirectionFields;
import io.steerscope.results.geometry.Look;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.diversity.EmbeddedImage;
import io.steerscope.statistics.diversity.ImageSet;
import io.steerscope.statistics.geometry.DirectionBuilder;
import io.steerscope.statistics.geometry.DirectionResult;

/**
 * What {@code geometry} prints.
 *
 * @param methods what was found, by method; under an empty name where the table has not several
 */
public record GeometryOutput(Map<String, DirectionResult> methods) {

    /** The texts that it needs of every image. */
    public static final Set<TextRole> TEXTS = EnumSet.of(TextRole.SOURCE, TextRole.TARGET);

    private static final String HEADING = "Direction";

    /**
     * Analyses the images of each method.
     *
     * @param table images of pairs, with {@link #TEXTS}
     * @throws ActionableException if a pair has several texts of one role, or texts do not compare with images
     */
    public static GeometryOutput of(EmbeddingTable table) {
        TableImages images = new TableImages(table, List.of(), TEXTS);
        requireOneTextOfEachPair(table, images.all());
        Map<String, DirectionResult> methods = new LinkedHashMap<>();
        images.byMethod().forEach((name, set) -> methods.put(name, DirectionBuilder.of(set)));
        return new GeometryOutput(methods);
    }

    private static void requireOneTextOfEachPair(EmbeddingTable table, ImageSet set) {
        Map<String, Integer> prompts = new HashMap<>();
        for (EmbeddedImage image : set.images()) {
            Integer first = prompts.putIfAbsent(image.pair(), image.prompt());
            if (first != null && first != image.prompt()) {
                throw new ActionableException(
                        "%s: images of pair_id %s have different texts: give the pair one source and one target"
                                .formatted(table.file(), FieldText.quoted(image.pair())));
            }
        }
    }

    /** For JSON; values may be null. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", DirectionFields.rule(Look.FINAL));
        if (methods.size() == 1) {
            fields.putAll(DirectionFields.method(methods.values().iterator().next()));
        } else {
            Map<String, Object> byName = new LinkedHashMap<>();
            methods.forEach((name, result) -> byName.put(name, DirectionFields.method(result)));
            fields.put("methods", byName);
        }
        return fields;
    }

    /** For people: one section for each method. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        methods.forEach((name, result) -> sections.add(new Section(
                "geometry",
                name.isEmpty() ? HEADING : HEADING + ": " + VisibleText.of(name),
                DirectionBlocks.ofOne(result))));
        return sections;
    }
}
