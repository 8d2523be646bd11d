package io.steerscope.app.command;

import java.util.Arrays;
import java.util.stream.Collectors;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.statistics.choosing.SelectionRule;

/** Reads the name of a rule of selection, with hyphens or underscores. */
final class SelectionRuleConverter implements ITypeConverter<SelectionRule> {

    @Override
    public SelectionRule convert(String text) {
        return Arrays.stream(SelectionRule.values())
                .filter(rule -> rule.id().equals(text.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("\"%s\" is no rule: choose among %s"
                        .formatted(
                                text,
                                Arrays.stream(SelectionRule.values())
                                        .map(rule -> rule.id().replace('_', '-'))
                                        .collect(Collectors.joining(", ")))));
    }
}
