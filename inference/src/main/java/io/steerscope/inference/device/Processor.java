package io.steerscope.inference.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A processor, and what libtorch 2.7.1 makes of it.
 *
 * <p>Products of bfloat16 are fast where oneDNN finds instructions for them: AVX-512 BF16 or AMX on x86, BF16 on arm64
 * under Linux. Those of float16 are where it finds AMX-FP16. Without them oneDNN or PyTorch widens every number first.
 * The builds for macOS hold no oneDNN, and multiply float32 by Accelerate.
 *
 * @param name what a person calls it
 * @param system operating system, as {@code os.name}
 * @param architecture as {@code os.arch}
 * @param flags instruction sets, as {@code /proc/cpuinfo} of Linux names them
 * @param isaLimit the value of {@code ONEDNN_MAX_CPU_ISA}, or null
 */
record Processor(String name, String system, String architecture, Set<String> flags, @Nullable String isaLimit) {

    private static final Set<String> X86 = Set.of("amd64", "x86_64", "x86-64");
    private static final Set<String> ARM = Set.of("aarch64", "arm64");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Limits under which oneDNN uses no instruction for bfloat16. */
    private static final Set<String> BELOW_BF16 =
            Set.of("SSE41", "AVX", "AVX2", "AVX2_VNNI", "AVX2_VNNI_2", "AVX512_CORE", "AVX512_CORE_VNNI");

    Processor {
        flags = Set.copyOf(flags);
    }

    /**
     * That of this machine.
     *
     * @param otherFlags finds the flags where no file of the system tells them
     */
    static Processor here(Supplier<Set<String>> otherFlags) {
        String system = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        String limit = System.getenv("ONEDNN_MAX_CPU_ISA");
        if (limit == null) {
            limit = System.getenv("DNNL_MAX_CPU_ISA");
        }
        if (isLinux(system)) {
            return ofLinux(architecture, lines(CPU_INFO), limit);
        }
        boolean askable = system.startsWith("Windows") && X86.contains(architecture);
        return new Processor(
                "this processor (" + architecture + ")",
                system,
                architecture,
                askable ? otherFlags.get() : Set.of(),
                limit);
    }

    /** That which the lines of {@code /proc/cpuinfo} describe; where kinds are mixed, what all of them have. */
    static Processor ofLinux(String architecture, List<String> cpuInfo, @Nullable String isaLimit) {
        Set<String> common = null;
        String model = "";
        for (String line : cpuInfo) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (field.equals("model name") && model.isEmpty()) {
                model = value;
            } else if (field.equals("flags") || field.equals("Features")) {
                Set<String> flags = new HashSet<>(List.of(value.split("\\s+")));
                if (common == null) {
                    common = flags;
                } else {
                    common.retainAll(flags);
                }
            }
        }
        return new Processor(
                model.isEmpty() ? "this processor (" + architecture + ")" : "this processor (" + model + ")",
                "Linux",
                architecture,
                common == null ? Set.of() : common,
                isaLimit);
    }

    /** What it computes slowly. */
    Arithmetic arithmetic() {
        Set<Dtype> slow = EnumSet.noneOf(Dtype.class);
        if (!hasBfloat16()) {
            slow.add(Dtype.BFLOAT16);
        }
        if (!hasFloat16()) {
            slow.add(Dtype.FLOAT16);
        }
        return new Arithmetic(name, slow);
    }

    private boolean hasBfloat16() {
        if (X86.contains(architecture)) {
            return (flags.contains("avx512_bf16") || flags.contains("amx_bf16"))
                    && (isaLimit == null || !BELOW_BF16.contains(isaLimit.toUpperCase(Locale.ROOT)));
        }
        return ARM.contains(architecture) && isLinux(system) && flags.contains("bf16");
    }

    private boolean hasFloat16() {
        String limit = isaLimit == null ? "ALL" : isaLimit.toUpperCase(Locale.ROOT);
        boolean allowed = limit.equals("ALL") || limit.equals("DEFAULT") || limit.endsWith("AMX_FP16");
        return X86.contains(architecture) && flags.contains("amx_fp16") && allowed;
    }

    private static boolean isLinux(String system) {
        return system.startsWith("Linux");
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
