package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.steerscope.app.embeddings.PictureTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.prompts.PromptReader;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.tokenize.PromptTokenizer;
import io.steerscope.inference.tokenize.TokenizedPrompt;
import io.steerscope.schemas.table.FieldText;

/** What to say of the prompts of pictures that a model does not read as they are written: ten of each, and how many. */
final class PromptRemarks {

    private static final int MOST_NAMED = 10;

    private final List<String> lines = new ArrayList<>();
    private int count;

    private PromptRemarks() {}

    /** Lines about texts that are cut, and those of which something is unknown, each text once. */
    static List<String> of(Path file, PictureTable table, ClipBundle bundle) {
        PromptRemarks cut = new PromptRemarks();
        PromptRemarks unknown = new PromptRemarks();
        List<String> lines = new ArrayList<>();
        try (PromptReader reader = new PromptReader(bundle);
                PromptTokenizer tokenizer = PromptTokenizer.open(bundle.tokenizer())) {
            Set<String> seen = new HashSet<>(Set.of(""));
            for (PictureTable.Picture picture : table.pictures()) {
                for (TextRole role : table.roles()) {
                    String text = table.text(picture, role);
                    if (seen.add(text)) {
                        String place = "%s:%d: %s".formatted(file, picture.line(), role.word());
                        TokenizedPrompt tokens = tokenizer.tokenize(text);
                        if (tokens.truncated()) {
                            cut.add("%s is cut by %d of %d tokens"
                                    .formatted(place, tokens.cut(), tokens.untruncatedLength()));
                        }
                        reader.unknownLine(place + " " + FieldText.quoted(text), text)
                                .ifPresent(unknown::add);
                    }
                }
            }
            lines.addAll(cut.lines("cut"));
            lines.addAll(unknown.lines("with words that " + bundle.id() + " does not know"));
            if (unknown.count > 0) {
                reader.language().ifPresent(language -> lines.add(reader.id() + " " + language));
            }
        }
        return lines;
    }

    private void add(String line) {
        count++;
        if (lines.size() < MOST_NAMED) {
            lines.add(line);
        }
    }

    private List<String> lines(String what) {
        List<String> all = new ArrayList<>(lines);
        if (count > lines.size()) {
            all.add("... and %d more %s %s"
                    .formatted(count - lines.size(), count - lines.size() == 1 ? "text" : "texts", what));
        }
        return all;
    }
}
