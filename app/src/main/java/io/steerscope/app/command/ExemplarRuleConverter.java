package io.steerscope.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.foundation.vocabulary.ExemplarRule;

/** Reads the name of a rule of exemplars. */
final class ExemplarRuleConverter implements ITypeConverter<ExemplarRule> {

    @Override
    public ExemplarRule convert(String text) {
        try {
            return ExemplarRule.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
