package io.steerscope.inference.device;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessorTest {

    private static final Set<Dtype> ALL = Set.of(Dtype.values());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A laptop, a Xeon with AVX-512 alone, an EPYC of Zen 4, a Xeon with AMX, one with AMX-FP16.
                "amd64   | avx avx2 fma f16c                          | true  | true",
                "amd64   | avx2 avx512f avx512vl avx512_vnni          | true  | true",
                "amd64   | avx2 avx512f avx512vl avx512_bf16          | false | true",
                "x86_64  | avx512f avx512_bf16 avx512_fp16 amx_bf16   | false | true",
                "amd64   | avx512f avx512_bf16 amx_bf16 amx_fp16      | false | false",
                // A Cortex-A72, a Neoverse V1. The flag of the one is no flag of the other.
                "aarch64 | fp asimd crc32                             | true  | true",
                "aarch64 | fp asimd fphp asimdhp sve bf16 svebf16     | false | true",
                "aarch64 | fp asimd avx512_bf16                       | true  | true",
                "riscv64 | bf16 avx512_bf16                           | true  | true",
            })
    void theFlagsOfLinuxTellWhatIsSlow(String architecture, String flags, boolean bfloat16, boolean float16) {
        Arithmetic arithmetic = linux(architecture, flags, null);

        assertThat(arithmetic.isSlow(Dtype.BFLOAT16)).isEqualTo(bfloat16);
        assertThat(arithmetic.isSlow(Dtype.FLOAT16)).isEqualTo(float16);
        assertThat(arithmetic.isSlow(Dtype.FLOAT32)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AVX512_CORE, true, true",
        "avx512_core_vnni, true, true",
        "AVX2, true, true",
        "AVX512_CORE_BF16, false, true",
        "AVX10_1_512_AMX, false, true",
        "AVX512_CORE_AMX_FP16, false, false",
        "ALL, false, false",
        "DEFAULT, false, false",
    })
    void aLimitOfOneDnnTakesAwayWhatTheProcessorHas(String limit, boolean bfloat16, boolean float16) {
        Arithmetic arithmetic = linux("amd64", "avx512_bf16 amx_bf16 amx_fp16", limit);

        assertThat(arithmetic.isSlow(Dtype.BFLOAT16)).isEqualTo(bfloat16);
        assertThat(arithmetic.isSlow(Dtype.FLOAT16)).isEqualTo(float16);
    }

    @Test
    void coresOfTwoKindsHaveWhatBothHave() {
        List<String> lines = List.of(
                "processor\t: 0", "Features\t: fp asimd bf16", "", "processor\t: 1", "Features\t: fp asimd", "");

        assertThat(Processor.ofLinux("aarch64", lines, null).arithmetic().isSlow(Dtype.BFLOAT16))
                .isTrue();
    }

    @Test
    void aMachineThatTellsNothingIsTakenForASlowOne() {
        Arithmetic arithmetic = Processor.ofLinux("amd64", List.of(), null).arithmetic();

        assertThat(arithmetic.choose(Dtype.BFLOAT16, ALL)).isEqualTo(Dtype.FLOAT32);
        assertThat(arithmetic.where()).isEqualTo("this processor (amd64)");
    }

    @Test
    void macsAreFastInFloat32Alone() {
        Processor mac = new Processor("a Mac", "Mac OS X", "aarch64", Set.of("bf16"), null);

        assertThat(mac.arithmetic().slow()).containsExactlyInAnyOrder(Dtype.BFLOAT16, Dtype.FLOAT16);
    }

    @Test
    void windowsIsJudgedByTheFlagsThatLibtorchFound() {
        Processor windows = new Processor("a PC", "Windows 11", "amd64", Set.of("avx512_bf16"), null);

        assertThat(windows.arithmetic().slow()).containsExactly(Dtype.FLOAT16);
    }

    @Test
    void theModelOfTheProcessorIsNamed() {
        List<String> lines = List.of("model name\t: Some: CPU @ 2 GHz", "flags\t\t: avx2");

        assertThat(Processor.ofLinux("amd64", lines, null).arithmetic().where())
                .isEqualTo("this processor (Some: CPU @ 2 GHz)");
    }

    @Test
    void aModelComputesInItsOwnTypeUnlessThatIsSlowAndItCanDoOtherwise() {
        Arithmetic slow = new Arithmetic("here", Set.of(Dtype.BFLOAT16));

        assertThat(slow.choose(Dtype.BFLOAT16, ALL)).isEqualTo(Dtype.FLOAT32);
        assertThat(slow.choose(Dtype.BFLOAT16, Set.of(Dtype.BFLOAT16))).isEqualTo(Dtype.BFLOAT16);
        assertThat(slow.choose(Dtype.FLOAT16, ALL)).isEqualTo(Dtype.FLOAT16);
        assertThat(slow.choose(Dtype.FLOAT32, ALL)).isEqualTo(Dtype.FLOAT32);
    }

    @ParameterizedTest
    @CsvSource({
        "61, true, true",
        "70, true, false",
        "75, true, false",
        "80, false, false",
        "90, false, false",
        "120, false, false"
    })
    void aGpuIsJudgedByItsComputeCapability(int capability, boolean bfloat16, boolean float16) {
        Arithmetic arithmetic = Arithmetic.ofGpu(Device.parse("cuda:1"), capability);

        assertThat(arithmetic.isSlow(Dtype.BFLOAT16)).isEqualTo(bfloat16);
        assertThat(arithmetic.isSlow(Dtype.FLOAT16)).isEqualTo(float16);
        assertThat(arithmetic.where()).startsWith("cuda:1 (compute capability ");
    }

    private static Arithmetic linux(String architecture, String flags, @Nullable String limit) {
        List<String> lines = List.of("processor\t: 0", "flags\t\t: " + flags, "Features\t: " + flags);
        return Processor.ofLinux(architecture, lines, limit).arithmetic();
    }
}
