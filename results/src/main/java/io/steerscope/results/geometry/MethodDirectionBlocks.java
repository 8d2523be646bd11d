package io.steerscope.results.geometry;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Subheading;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.geometry.DirectionResult;

/** Directions of change for people: the claims first, then charts and tables method by method. */
public final class MethodDirectionBlocks {

    private MethodDirectionBlocks() {}

    /** The blocks of some methods. */
    public static List<Block> of(List<MethodDirection> methods) {
        List<Block> blocks = new ArrayList<>();
        methods.forEach(one -> blocks.add(Paragraph.text(DirectionWords.claim(one))));
        for (MethodDirection one : methods) {
            DirectionResult result = one.result();
            if (result != null) {
                blocks.add(
                        new Subheading(VisibleText.of(one.method()) + ", judged by " + VisibleText.of(one.scorer())));
                if (!one.remarks().isEmpty()) {
                    blocks.add(Paragraph.note(one.remarks()));
                }
                blocks.addAll(DirectionBlocks.of(result, one.look()));
            }
        }
        return blocks;
    }
}
