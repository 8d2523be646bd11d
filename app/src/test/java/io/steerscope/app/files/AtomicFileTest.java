package io.steerscope.app.files;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.failure.ActionableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void missingFoldersAreMadeAndWhatIsThereIsReplaced() throws IOException {
        // given
        Path file = folder.resolve("a/b/c.txt");

        // when
        AtomicFile.write(file, "old");
        AtomicFile.writeText(file, out -> out.write("new"));

        // then
        assertThat(file).hasContent("new");
        assertThat(folder.resolve("a/b"))
                .isDirectoryContaining(one -> one.equals(file))
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theOldContentStaysWhereWritingFails() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("kept.txt"), "old");

        // then
        assertThatThrownBy(() -> AtomicFile.write(file, (AtomicFile.Content) out -> {
                    out.write('n');
                    throw new IOException("no space");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFolderIsNotReplaced() {
        assertThatThrownBy(() -> AtomicFile.write(folder, "text"))
                .isInstanceOf(ActionableException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
    void theFileThatALinkLeadsToIsReplacedAndTheLinkStays() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("file.txt"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.txt"), Path.of("made.txt"));

        // when
        AtomicFile.write(link, "new");
        AtomicFile.write(dangling, "made");

        // then
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(dangling).isSymbolicLink();
        assertThat(folder.resolve("made.txt")).hasContent("made");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes in folders")
    void aPipeIsWrittenToAndNotReplaced() throws Exception {
        // given
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        // when
        AtomicFile.write(pipe, "through");

        // then
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo("through");
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(pipe).exists();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "open files have names in /proc there alone")
    void whatIsOpenIsWrittenToUnderTheNameOfItsDescriptor() throws Exception {
        // given
        Path file = folder.resolve("redirected.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-cp", classPath(), WritesToStandardOutput.class.getName(), "/dev/stdout");

        // when
        int redirected = new ProcessBuilder(command)
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Process piped = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String read = new String(piped.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(redirected).isZero();
        assertThat(piped.waitFor()).isZero();
        assertThat(read).isEqualTo("before written after ");
        assertThat(file).hasContent("before written after ");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    private static String classPath() throws URISyntaxException {
        return place(AtomicFile.class) + File.pathSeparator + place(WritesToStandardOutput.class);
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
