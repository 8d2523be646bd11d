package io.steerscope.app.command;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FolderNamesTest {

    private static final Path FOLDER = Path.of("images");

    @Test
    void aPathWithinTheFolderIsTheNameOfAnImage() {
        assertThat(FolderNames.fault(FOLDER, "00001.png")).isEmpty();
        assertThat(FolderNames.fault(FOLDER, "a/b c.png")).isEmpty();
    }

    @Test
    void anotherNameOfTheSameImageIsRefusedWithTheOneThatCounts() {
        assertThat(FolderNames.fault(FOLDER, "./00001.png")).endsWith("write \"00001.png\"");
        assertThat(FolderNames.fault(FOLDER, "a/../00001.png")).endsWith("write \"00001.png\"");
        assertThat(FolderNames.fault(
                        FOLDER, FOLDER.resolve("a.png").toAbsolutePath().toString()))
                .endsWith("write \"a.png\"");
    }

    @Test
    void whatIsOutsideOfTheFolderIsRefused() {
        assertThat(FolderNames.fault(FOLDER, "../x.png")).contains("lies outside of images");
        assertThat(FolderNames.fault(FOLDER, Path.of("x.png").toAbsolutePath().toString()))
                .contains("lies outside of images");
    }
}
