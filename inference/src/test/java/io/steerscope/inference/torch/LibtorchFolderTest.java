package io.steerscope.inference.torch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LibtorchFolderTest {

    @TempDir
    private Path folder;

    @Test
    void theKindFollowsFromTheLibrariesInTheFolder() throws IOException {
        Files.createFile(folder.resolve(System.mapLibraryName("torch")));
        assertThat(LibtorchFolder.flavor(folder.toString())).isEqualTo("cpu");

        Files.createFile(folder.resolve(System.mapLibraryName("torch_cuda")));
        assertThat(LibtorchFolder.flavor("missing" + File.pathSeparator + folder))
                .isEqualTo("cu128");
    }

    @Test
    void aFolderWithoutLibtorchIsRefused() {
        assertThatThrownBy(() -> LibtorchFolder.flavor(folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PYTORCH_LIBRARY_PATH is " + folder)
                .hasMessageContaining("torch/lib");
    }
}
