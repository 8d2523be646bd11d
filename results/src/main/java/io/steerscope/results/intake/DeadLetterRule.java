package io.steerscope.results.intake;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.design.FailureKey;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.topic.TopicCatalogue;

/** A dead letter counts if it names a job by a valid identity, and is not the aggregator's own. */
final class DeadLetterRule implements RecordRule<DeadLetter> {

    static final String AGGREGATOR = "aggregator";

    private static final int ERROR_LENGTH = 2_000;

    private final RecordLimits limits;

    DeadLetterRule(RecordLimits limits) {
        this.limits = limits;
    }

    @Override
    public String what() {
        return "dead letter";
    }

    @Override
    public long mostBytes() {
        return 2L * TopicCatalogue.DEAD_LETTER_MESSAGE_BYTES;
    }

    @Override
    public Optional<String> ownKey(DeadLetter letter) {
        return Optional.empty();
    }

    @Override
    public boolean isKey(String key) {
        return false;
    }

    @Override
    public Judgement<DeadLetter> judge(String key, DeadLetter letter) {
        if (AGGREGATOR.equals(letter.getStage()) || !FailureKey.isCounted(letter)) {
            return new Judgement.Ignored<>();
        }
        Bounds.place(letter.getPlace());
        return new Judgement.Accepted<>(FailureKey.of(letter), kept(letter));
    }

    private DeadLetter kept(DeadLetter letter) {
        return new DeadLetter(
                cut(letter.getStage(), Bounds.NAME_LENGTH),
                letter.getKind(),
                cut(letter.getError(), ERROR_LENGTH),
                letter.getIdentity(),
                cutIfAny(letter.getCategory(), Math.min(limits.promptLength(), RecordLimits.DEFAULT.promptLength())),
                letter.getScorerId(),
                cut(letter.getTopic(), 2 * Bounds.NAME_LENGTH),
                letter.getPartition(),
                letter.getOffset(),
                null,
                List.of(),
                null,
                letter.getFailedAt(),
                letter.getOriginalTimestamp(),
                letter.getWhole(),
                letter.getRetry(),
                letter.getPlace());
    }

    private static @Nullable String cutIfAny(@Nullable String text, int most) {
        return text == null ? null : cut(text, most);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
