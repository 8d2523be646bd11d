package io.steerscope.app.command;

import java.util.Arrays;
import java.util.stream.Collectors;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.statistics.analogy.AnalogyMethod;

/** Methods of answering by their names. */
final class AnalogyMethodConverter implements ITypeConverter<AnalogyMethod> {

    @Override
    public AnalogyMethod convert(String text) {
        return Arrays.stream(AnalogyMethod.values())
                .filter(method -> method.id().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is none of "
                        + Arrays.stream(AnalogyMethod.values())
                                .map(AnalogyMethod::id)
                                .collect(Collectors.joining(", "))));
    }
}
