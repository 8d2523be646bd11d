package io.steerscope.app.command;

import java.util.OptionalDouble;
import java.util.OptionalLong;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.schemas.table.PlainNumber;

/** Numbers of the command line are written as those of files: {@code 0.5f} and {@code NaN} are none. */
final class NumberConverters {

    private NumberConverters() {}

    static CommandLine register(CommandLine command) {
        return command.registerConverter(Double.class, NumberConverters::decimal)
                .registerConverter(double.class, NumberConverters::decimal)
                .registerConverter(Long.class, NumberConverters::whole)
                .registerConverter(long.class, NumberConverters::whole)
                .registerConverter(Integer.class, NumberConverters::small)
                .registerConverter(int.class, NumberConverters::small);
    }

    private static double decimal(String text) {
        OptionalDouble number = PlainNumber.decimal(text);
        if (number.isEmpty()) {
            throw new TypeConversionException(PlainNumber.decimalFault(text));
        }
        return number.getAsDouble();
    }

    private static long whole(String text) {
        OptionalLong number = PlainNumber.whole(text);
        if (number.isEmpty()) {
            throw new TypeConversionException(PlainNumber.wholeFault(text));
        }
        return number.getAsLong();
    }

    private static int small(String text) {
        OptionalLong number = PlainNumber.whole(text);
        if (number.isEmpty() || number.getAsLong() != (int) number.getAsLong()) {
            throw new TypeConversionException("'" + text + "' is not an int");
        }
        return (int) number.getAsLong();
    }
}
