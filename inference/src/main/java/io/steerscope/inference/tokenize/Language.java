package io.steerscope.inference.tokenize;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.bundle.TokenizerRules;

/** What language the text encoders of a bundle understand, read from their tokenizers. */
public final class Language {

    private Language() {}

    /**
     * One line, such as {@code knows 89 words, such as anchor, boat, and no others}, of a bundle whose tokenizers know
     * whole words alone; empty of one that takes any text apart, or none.
     *
     * @throws BundleException if a tokenizer cannot be read
     */
    public static Optional<String> of(ModelBundle bundle) {
        Set<String> lines = new LinkedHashSet<>();
        for (TokenizerRules rules : tokenizers(bundle)) {
            Vocabulary.read(rules.file()).language().ifPresent(lines::add);
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
    }

    /** The tokenizers of a bundle's text encoders, in their order; none of an image encoder without texts. */
    public static List<TokenizerRules> tokenizers(ModelBundle bundle) {
        if (bundle instanceof SdxlBundle sdxl) {
            return List.of(sdxl.firstTokenizer(), sdxl.secondTokenizer());
        }
        return bundle instanceof ClipBundle clip ? List.of(clip.tokenizer()) : List.of();
    }
}
