package io.steerscope.app.command;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.PlainNumber;

/** Numbers of the command line are written as those of files: {@code 0.5f} and {@code NaN} are none. */
final class NumberConverters {

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-|\\.\\.|:)[0-9]{1,9}");

    private NumberConverters() {}

    static CommandLine register(CommandLine command) {
        return command.registerConverter(Double.class, NumberConverters::decimal)
                .registerConverter(double.class, NumberConverters::decimal)
                .registerConverter(Long.class, NumberConverters::whole)
                .registerConverter(long.class, NumberConverters::whole)
                .registerConverter(Integer.class, NumberConverters::small)
                .registerConverter(int.class, NumberConverters::small);
    }

    private static double decimal(String typed) {
        String text = typed.strip();
        OptionalDouble number = PlainNumber.decimal(text);
        if (number.isEmpty()) {
            requireSome(text, "0.25");
            OptionalDouble percent =
                    text.endsWith("%") ? PlainNumber.decimal(text.substring(0, text.length() - 1)) : number;
            throw new TypeConversionException(
                    percent.isPresent()
                            ? "%s is in per cent: write %s"
                                    .formatted(FieldText.quoted(text), shifted(text.substring(0, text.length() - 1)))
                            : PlainNumber.decimalFault(text));
        }
        return number.getAsDouble();
    }

    private static long whole(String typed) {
        String text = typed.strip();
        OptionalLong number = PlainNumber.whole(text);
        if (number.isEmpty()) {
            requireSome(text, "2");
            requireNoRange(text);
            throw new TypeConversionException(PlainNumber.wholeFault(text));
        }
        return number.getAsLong();
    }

    private static int small(String typed) {
        String text = typed.strip();
        OptionalLong number = PlainNumber.whole(text);
        if (number.isEmpty() || number.getAsLong() != (int) number.getAsLong()) {
            requireSome(text, "2");
            throw new TypeConversionException(
                    number.isPresent()
                            ? FieldText.quoted(text) + " is too large: write a smaller number"
                            : FieldText.quoted(text) + " is not a whole number: write it like 2");
        }
        return (int) number.getAsLong();
    }

    private static void requireSome(String text, String example) {
        if (text.isEmpty()) {
            throw new TypeConversionException("a number is missing: write it like " + example);
        }
    }

    private static void requireNoRange(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            long first = Long.parseLong(range.group(1));
            throw new TypeConversionException("%s is no number, and ranges are not read: write %d,%d,..."
                    .formatted(FieldText.quoted(text), first, first + 1));
        }
    }

    /** A number of per cent as one of ones. */
    private static String shifted(String number) {
        return new BigDecimal(number).movePointLeft(2).stripTrailingZeros().toPlainString();
    }
}
