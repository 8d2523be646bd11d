package io.steerscope.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.app.records.StartOffset;

/** Reads where a partition begins: {@code earliest}, {@code latest}, or an offset. */
final class StartOffsetConverter implements ITypeConverter<StartOffset> {

    @Override
    public StartOffset convert(String text) {
        if (text.equalsIgnoreCase("earliest")) {
            return new StartOffset.Earliest();
        }
        if (text.equalsIgnoreCase("latest")) {
            return new StartOffset.Latest();
        }
        if (text.matches("\\d{1,18}")) {
            return new StartOffset.At(Long.parseLong(text));
        }
        throw new TypeConversionException("\"" + text + "\" is no offset: give earliest, latest, or a number from 0");
    }
}
