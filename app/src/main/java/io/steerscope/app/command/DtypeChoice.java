package io.steerscope.app.command;

import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Arithmetic;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.torch.DeviceArithmetic;

/**
 * What a generator is asked to compute in.
 *
 * @param dtype a type, or null for {@code auto}: what suits the machine
 */
record DtypeChoice(@Nullable Dtype dtype) {

    /** Reads {@code auto} or the name of a type. */
    static final class Converter implements ITypeConverter<DtypeChoice> {

        @Override
        public DtypeChoice convert(String text) {
            return new DtypeChoice(text.equals("auto") ? null : TypeConverter.parse(text, "auto, "));
        }
    }

    /** Reads the name of a type. */
    static final class TypeConverter implements ITypeConverter<Dtype> {

        @Override
        public Dtype convert(String text) {
            return parse(text, "");
        }

        private static Dtype parse(String text, String others) {
            try {
                return Dtype.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"" + text + "\" is not one of " + others + Dtype.names());
            }
        }
    }

    /** The type that was named, which is none for {@code auto}. */
    Optional<Dtype> named() {
        return Optional.ofNullable(dtype);
    }

    /**
     * A bundle in the type that suits a device.
     *
     * @param remarks takes a line where that is not the bundle's own, or where it should not be and cannot be another
     */
    static SdxlBundle suited(SdxlBundle bundle, Device device, Consumer<String> remarks) {
        Arithmetic arithmetic = DeviceArithmetic.of(device);
        Dtype own = bundle.manifest().ownDtype();
        Dtype chosen = arithmetic.choose(own, bundle.manifest().dtypes());
        if (chosen != own) {
            remarks.accept("%s computes in %s: %s computes %s slowly (--dtype %s to have it so)"
                    .formatted(bundle.id(), chosen, arithmetic.where(), own, own));
        } else if (arithmetic.isSlow(own)) {
            remarks.accept(
                    "%s computes in %s alone, which %s computes slowly: export it again, and it can compute in others"
                            .formatted(bundle.id(), own, arithmetic.where()));
        }
        return bundle.computingIn(chosen);
    }
}
