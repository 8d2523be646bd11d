package io.steerscope.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.foundation.vocabulary.EffectThreshold;

/** Reads a smallest effect of interest: {@code 0.02} or {@code 0.25sd}. */
final class EffectThresholdConverter implements ITypeConverter<EffectThreshold> {

    @Override
    public EffectThreshold convert(String text) {
        try {
            return EffectThreshold.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
