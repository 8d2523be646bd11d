package io.steerscope.results.design;

import java.util.List;
import java.util.stream.Collectors;

import io.steerscope.schemas.record.GeneratorSettings;

/** Parts of a design in words, for people. */
public final class DesignWords {

    private DesignWords() {}

    /** The bundle and how its images are made, with the types that it was seen to compute in. */
    public static String generator(GeneratorSettings settings, List<String> dtypes) {
        return "%s, %s, %d steps, guidance %s, %d × %d px%s"
                .formatted(
                        settings.getBundleId(),
                        settings.getScheduler(),
                        settings.getSteps(),
                        settings.getGuidanceScale(),
                        settings.getWidth(),
                        settings.getHeight(),
                        dtypes.isEmpty() ? "" : ", " + String.join(" and ", dtypes));
    }

    /** A list such as {@code 0.5, 0.8, 1.0}. */
    public static String list(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
