package io.steerscope.results.document;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a report under one heading.
 *
 * @param id its anchor, lower-case letters, digits and hyphens
 * @param heading plain text
 * @param blocks what stands under the heading, in this order
 */
public record Section(String id, String heading, List<Block> blocks) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    /** @throws IllegalArgumentException if the id is no anchor */
    public Section {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" is no id of a section");
        }
        blocks = List.copyOf(blocks);
    }

    /** Whether nothing stands under the heading; such a section is left out of every format. */
    public boolean isEmpty() {
        return blocks.isEmpty();
    }
}
