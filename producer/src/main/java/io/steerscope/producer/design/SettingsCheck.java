package io.steerscope.producer.design;

import io.steerscope.foundation.vocabulary.NumberType;
import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GeneratorSettings;

/** What generator settings must fulfil whatever the bundle. */
final class SettingsCheck {

    private static final int LARGEST_EDGE = 8192;

    private SettingsCheck() {}

    /** @throws IllegalArgumentException with one line if a setting is out of range */
    static void check(GeneratorSettings settings) {
        RecordKeys.checkId("bundle id", settings.getBundleId());
        SchedulerType.parse(settings.getScheduler());
        require(settings.getSteps() >= 1, "steps must be at least 1, is " + settings.getSteps());
        require(
                Double.isFinite(settings.getGuidanceScale()) && settings.getGuidanceScale() >= 0,
                "guidance scale must be a finite number of at least 0, is " + settings.getGuidanceScale());
        String negativePrompt = settings.getNegativePrompt();
        require(
                negativePrompt == null || negativePrompt.chars().noneMatch(Character::isISOControl),
                "negative prompt must be one line of text");
        if (settings.getDtype() != null) {
            NumberType.parse(settings.getDtype());
        }
        checkEdge("width", settings.getWidth());
        checkEdge("height", settings.getHeight());
    }

    private static void checkEdge(String edge, int pixels) {
        require(
                pixels >= 8 && pixels <= LARGEST_EDGE && pixels % 8 == 0,
                "%s must be a multiple of 8 between 8 and %d pixels, is %d".formatted(edge, LARGEST_EDGE, pixels));
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
