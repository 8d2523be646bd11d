package io.steerscope.app.command;

import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options that say how images are made, or how images that were made elsewhere are read: never both. */
final class GenerationOnly {

    private static final List<String> OF_GENERATION = List.of(
            "--pairs",
            "--pairs-per-category",
            "--categories",
            "--seeds",
            "--alphas",
            "--methods",
            "--exemplars",
            "--baseline",
            "--stop",
            "--stop-scorer",
            "--stop-level",
            "--stop-fewest-items",
            "--until-decided",
            "--max-pairs",
            "--steps",
            "--guidance-scale",
            "--scheduler",
            "--negative-prompt",
            "--size",
            "--order-seed",
            "--max-steps",
            "--max-size",
            "--generator-workers",
            "--batch-size",
            "--dtype");

    private static final List<String> OF_SOURCES = List.of("--columns", "--root", "--allow-unlisted");

    private GenerationOnly() {}

    /** @throws ParameterException if an option was given that makes images */
    static void refuse(CommandLine command) {
        List<String> given = given(command, OF_GENERATION);
        if (!given.isEmpty()) {
            throw new ParameterException(
                    command,
                    "%s %s how images are made, and those of --images are there: leave %s out"
                            .formatted(
                                    String.join(", ", given),
                                    given.size() == 1 ? "says" : "say",
                                    given.size() == 1 ? "it" : "them"));
        }
    }

    /** @throws ParameterException if an option was given that reads images */
    static void require(CommandLine command) {
        List<String> given = given(command, OF_SOURCES);
        if (!given.isEmpty()) {
            throw new ParameterException(
                    command,
                    "%s %s how images that were made elsewhere are read: name them with --images SOURCE"
                            .formatted(String.join(", ", given), given.size() == 1 ? "says" : "say"));
        }
    }

    private static List<String> given(CommandLine command, List<String> names) {
        ParseResult parsed = command.getParseResult();
        return names.stream().filter(parsed::hasMatchedOption).toList();
    }
}
