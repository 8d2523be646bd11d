package io.steerscope.app.command;

import org.junit.jupiter.api.Test;

import io.steerscope.app.failure.ActionableException;

import static org.assertj.core.api.Assertions.assertThat;

class UnloadableLibraryTest {

    private static final String REFUSED = ": failed to map segment from shared object: Operation not permitted";

    @Test
    void theFolderForTemporaryFilesCanBeAnother() {
        // given
        String library = "/tmp/librocksdbjni1.so";
        Error failure = new UnsatisfiedLinkError(library + ": " + library + REFUSED);

        // then
        assertThat(FailureMessages.describe(new ActionableException("aggregator failed", failure)))
                .isEqualTo("/tmp/librocksdbjni1.so cannot be loaded: the folder for temporary files (java.io.tmpdir)"
                        + " does not allow to run code (noexec); choose another with"
                        + " STEERSCOPE_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
    }

    @Test
    void theFolderOfTheLibrariesOfModelsCanBeAnother() {
        // given
        String library = "/home/me/.djl.ai/pytorch/2.7.1-cpu-linux-x86_64/libc10.so";
        Error failure = new UnsatisfiedLinkError(library + ": " + library + REFUSED);

        // then
        assertThat(FailureMessages.describe(new IllegalStateException("no engine", failure)))
                .endsWith("libc10.so cannot be loaded: its folder does not allow to run code (noexec); choose another"
                        + " with DJL_CACHE_DIR=DIR");
    }

    @Test
    void anotherFailureIsToldAsItIs() {
        assertThat(FailureMessages.describe(new IllegalStateException("no more disk")))
                .isEqualTo("no more disk");
    }
}
