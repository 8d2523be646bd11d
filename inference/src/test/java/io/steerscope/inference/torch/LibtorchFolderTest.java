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
    void anotherVersionThanTheOneOfTheJniLibraryIsRefused() throws IOException {
        // given
        Path libraries = Files.createDirectory(folder.resolve("lib"));
        Files.createFile(libraries.resolve(System.mapLibraryName("torch")));
        Path wheel = folder.resolve("version.py");
        Path archive = folder.resolve("build-version");

        // when, then
        Files.writeString(wheel, "from typing import Optional\n__version__ = '2.13.0+cpu'\n");
        assertThatThrownBy(() -> LibtorchFolder.flavor(libraries.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names PyTorch 2.13.0 in " + libraries);
        Files.writeString(wheel, "__version__ = '2.7.1+cu128'\n");
        assertThat(LibtorchFolder.flavor(libraries.toString())).isEqualTo("cpu");
        Files.delete(wheel);
        Files.writeString(archive, "2.6.0+cu126\n");
        assertThatThrownBy(() -> LibtorchFolder.flavor(libraries.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names PyTorch 2.6.0 in " + libraries);
    }

    @Test
    void aFolderWithoutLibtorchIsRefused() {
        assertThatThrownBy(() -> LibtorchFolder.flavor(folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PYTORCH_LIBRARY_PATH is " + folder)
                .hasMessageContaining("torch/lib");
    }
}
