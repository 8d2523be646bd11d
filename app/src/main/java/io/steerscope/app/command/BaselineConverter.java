package io.steerscope.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.foundation.vocabulary.Baseline;

/** Reads the names of unsteered images. */
final class BaselineConverter implements ITypeConverter<Baseline> {

    @Override
    public Baseline convert(String text) {
        try {
            return Baseline.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
