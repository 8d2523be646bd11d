package io.steerscope.inference.tokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.TokenizerRules;

/** The tokens of one encoded prompt by whether the tokenizer knows them. */
final class UnknownTokens {

    private final String prompt;
    private final Encoding encoding;
    private final int kept;
    private final Vocabulary vocabulary;
    private final boolean unknownIsSpecial;

    /**
     * @param kept how many tokens, from the first, the text encoder is given of the prompt
     * @param rules whose special tokens may stand for the unknown as well
     */
    UnknownTokens(String prompt, Encoding encoding, int kept, Vocabulary vocabulary, TokenizerRules rules) {
        this.prompt = prompt;
        this.encoding = encoding;
        this.kept = kept;
        this.vocabulary = vocabulary;
        this.unknownIsSpecial = LongStream.of(rules.bosTokenId(), rules.eosTokenId(), rules.padTokenId())
                .anyMatch(id -> id == vocabulary.unknownId());
    }

    /** Ids of the kept tokens that the tokenizer knows. */
    LongStream known() {
        return IntStream.range(0, kept).filter(index -> !isUnknown(index)).mapToLong(index -> encoding.getIds()[index]);
    }

    /** The text of each kept token that it does not know, and of what it drops, in the order of the prompt. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        int[] points = prompt.codePoints().toArray();
        int next = 0;
        for (int index = 0; index < kept; index++) {
            CharSpan span = span(index);
            if (span != null) {
                addDropped(points, next, span.getStart(), texts);
                next = Math.max(next, span.getEnd());
            }
            if (isUnknown(index)) {
                texts.add(text(points, index));
            }
        }
        if (kept == encoding.getIds().length) {
            addDropped(points, next, points.length, texts);
        }
        return texts;
    }

    /** The token stands for what the tokenizer does not know, and for nothing else. */
    private boolean isUnknown(int index) {
        return vocabulary.unknownId() != TokenizerRules.NO_TOKEN
                && encoding.getIds()[index] == vocabulary.unknownId()
                && encoding.getSpecialTokenMask()[index] == 0
                && !(unknownIsSpecial
                        && text(prompt.codePoints().toArray(), index).equals(vocabulary.unknownToken()));
    }

    private void addDropped(int[] points, int from, int to, List<String> texts) {
        if (!vocabulary.drops()) {
            return;
        }
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && !Character.isWhitespace(points[end])) {
                end++;
            }
            if (end > start) {
                texts.add(new String(points, start, end - start));
            }
            start = end + 1;
        }
    }

    private String text(int[] points, int index) {
        CharSpan span = span(index);
        return span == null
                ? vocabulary.unknownToken()
                : new String(points, span.getStart(), span.getEnd() - span.getStart());
    }

    /** Where a token stands in the prompt, in code points; null for a special token that does not. */
    private @Nullable CharSpan span(int index) {
        return encoding.getSpecialTokenMask()[index] == 0 ? encoding.getCharTokenSpans()[index] : null;
    }
}
