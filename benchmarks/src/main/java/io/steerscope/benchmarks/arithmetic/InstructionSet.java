package io.steerscope.benchmarks.arithmetic;

import java.util.Map;

/**
 * The instructions that the libraries below a model may use. oneDNN, PyTorch's own kernels and MKL are each limited by
 * a variable of their own; nothing can be added that the processor lacks.
 */
enum InstructionSet {

    /** All of the processor. */
    ALL(Map.of()),

    /** Without AVX-512: what most desktop processors have. */
    AVX2(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2", "ATEN_CPU_CAPABILITY", "avx2", "MKL_ENABLE_INSTRUCTIONS", "AVX2"));

    private final Map<String, String> environment;

    InstructionSet(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Variables of a process that is limited to these. */
    Map<String, String> environment() {
        return environment;
    }
}
