package io.steerscope.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When a cell needs no more images. */
enum StopMoment {
    /** Once all of them are made. */
    NEVER,
    /** Once it is decided. */
    WHEN_DECIDED;

    /** Reads {@code never} and {@code when-decided}. */
    static final class Converter implements ITypeConverter<StopMoment> {

        @Override
        public StopMoment convert(String text) {
            return switch (text) {
                case "never" -> NEVER;
                case "when-decided" -> WHEN_DECIDED;
                default -> throw new TypeConversionException("\"" + text + "\" is not one of when-decided, never");
            };
        }
    }
}
