package io.steerscope.app.command;

import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.schemas.identity.NoiseSeeds;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.statistics.analysis.SeedRule;

/** Reads which seeds an item must have: {@code own}, or seeds between commas. */
final class SeedRuleConverter implements ITypeConverter<SeedRule> {

    @Override
    public SeedRule convert(String text) {
        if (text.strip().equalsIgnoreCase("own")) {
            return new SeedRule.Own();
        }
        SortedSet<Long> seeds = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            OptionalLong seed = PlainNumber.whole(part.strip());
            if (seed.isEmpty()) {
                throw new TypeConversionException(PlainNumber.wholeFault(part.strip()) + ", or write own");
            }
            if (!seeds.add(seed.getAsLong())) {
                throw new TypeConversionException("seed " + seed.getAsLong() + " is given twice");
            }
        }
        NoiseSeeds.fault(seeds).ifPresent(fault -> {
            throw new TypeConversionException(fault + "; name the one that the file has");
        });
        return new SeedRule.Listed(seeds);
    }
}
