package io.steerscope.results.intake;

import java.util.Optional;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.TextEmbedding;

/** The embedding of a text names the scorer and the text, and is a vector of length 1. */
final class TextEmbeddingRule implements RecordRule<TextEmbedding> {

    private static final int EMBEDDING_BYTES = 1 << 20;
    private static final int UTF8_BYTES = 3;
    private static final int SLASHES = 2;

    private final RecordLimits limits;

    TextEmbeddingRule(RecordLimits limits) {
        this.limits = limits;
    }

    @Override
    public String what() {
        return "text embedding";
    }

    @Override
    public long mostBytes() {
        return EMBEDDING_BYTES + (long) UTF8_BYTES * limits.promptLength();
    }

    @Override
    public Optional<String> ownKey(TextEmbedding text) {
        return Optional.of(RecordKeys.textEmbeddingKey(text.getScorerSha256(), text.getScorerDtype(), text.getText()));
    }

    @Override
    public boolean isKey(String key) {
        return key.chars().filter(c -> c == '/').count() == SLASHES;
    }

    @Override
    public Judgement<TextEmbedding> judge(String key, TextEmbedding text) {
        Bounds.name("scorer's id", text.getScorerId());
        Bounds.name("scorer's checksum", text.getScorerSha256());
        Bounds.name("scorer's type", text.getScorerDtype());
        Bounds.text("text", text.getText(), limits.promptLength());
        Bounds.atLeast("number of unknown tokens", text.getUnknownTokens(), 0);
        Bounds.unitVector("embedding", text.getEmbedding());
        return new Judgement.Accepted<>(key, text);
    }
}
