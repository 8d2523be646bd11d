package io.steerscope.schemas.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.text.VisibleText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class EncodedImageTest {

    private static final byte[] CONTENT = "abc".getBytes(StandardCharsets.US_ASCII);

    /** SHA-256 of "abc", from FIPS 180-4's examples. */
    private static final String SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    @Test
    void bytesComeFromTheRecordOrFromItsFile() throws Exception {
        Path file = Files.write(folder.resolve("image.png"), CONTENT);

        assertThat(EncodedImage.bytes(data(CONTENT, null))).isEqualTo(CONTENT);
        assertThat(EncodedImage.bytes(data(null, file.toUri().toString()))).isEqualTo(CONTENT);
    }

    @Test
    void readingTheBytesLeavesTheRecordAsItIs() throws Exception {
        ImageData image = data(CONTENT, null);

        EncodedImage.bytes(image);

        assertThat(EncodedImage.bytes(image)).isEqualTo(CONTENT);
    }

    @Test
    void bytesThatAreNotTheOnesOfTheRecordAreMalformed() throws IOException {
        // given
        byte[] other = {1, 2, 3};
        Path file = Files.write(folder.resolve("image.png"), other);
        String message = "the image has SHA-256 " + EncodedImage.sha256(other) + ", the record says " + SHA256;

        // then
        assertRefused(data(other, null), FailureKind.MALFORMED_RECORD, message);
        assertRefused(
                data(null, file.toUri().toString()),
                FailureKind.MALFORMED_RECORD,
                "image uri \"" + file.toUri() + "\" names a file with another SHA-256 than the record's " + SHA256);
    }

    @Test
    void anImageLargerThanTheLimitIsRefusedWithItsLengthAndTheOption() throws IOException {
        // given
        ImageAccess access = new ImageAccess(2, null);
        Path file = Files.write(folder.resolve("image.png"), CONTENT);

        // then
        assertRefused(
                data(CONTENT, null),
                access,
                FailureKind.LIMIT_EXCEEDED,
                "the image has 3 bytes, more than the limit of 2 (--max-image-bytes)");
        assertRefused(
                data(null, file.toUri().toString()),
                access,
                FailureKind.LIMIT_EXCEEDED,
                "image file \"" + file + "\" has 3 bytes, more than the limit of 2 (--max-image-bytes)");
    }

    @Test
    void aFileOfGigabytesIsRefusedByItsLengthAlone() throws IOException {
        // given
        Path file = folder.resolve("image.png");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        // then
        assertRefused(
                data(null, file.toUri().toString()),
                FailureKind.LIMIT_EXCEEDED,
                "image file \"" + file
                        + "\" has 3221225472 bytes, more than the limit of 67108864 (--max-image-bytes)");
    }

    @Test
    void anEmptyImageIsMalformed() throws IOException {
        Path file = Files.createFile(folder.resolve("image.png"));

        assertRefused(data(new byte[0], null), FailureKind.MALFORMED_RECORD, "the image is empty");
        assertRefused(
                data(null, file.toUri().toString()),
                FailureKind.MALFORMED_RECORD,
                "image file \"" + file + "\" is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\n", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    void aChecksumThatIsNoneIsMalformed(String sha256) {
        ImageData image = new ImageData(ByteBuffer.wrap(CONTENT), null, sha256, "image/png", 1, 1);

        assertRefused(
                image,
                FailureKind.MALFORMED_RECORD,
                "the record's SHA-256 \"" + VisibleText.of(sha256) + "\" is not 64 lower-case hexadecimal digits");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeOrADeviceIsNeverOpened() throws Exception {
        // given
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        // then
        for (String uri : List.of(pipe.toUri().toString(), "file:///dev/zero")) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertRefused(
                            data(null, uri),
                            FailureKind.INVALID_REQUEST,
                            "image uri \"" + uri + "\" names no regular file"));
        }
    }

    @Test
    void withAnImageFolderNoFileOutsideOfItIsRead() throws Exception {
        // given
        Path images = Files.createDirectory(folder.resolve("images"));
        Path outside = Files.write(folder.resolve("secret"), CONTENT);
        Path inside = Files.write(images.resolve("image.png"), CONTENT);
        Path link = Files.createSymbolicLink(images.resolve("link.png"), outside);
        ImageAccess access = new ImageAccess(1 << 20, images);

        // then
        assertThat(EncodedImage.bytes(data(null, inside.toUri().toString()), access))
                .isEqualTo(CONTENT);
        for (String uri : List.of(
                outside.toUri().toString(),
                link.toUri().toString(),
                images.toUri() + "../secret",
                images.toUri() + "%2e%2e/secret",
                folder.toUri() + "images2/image.png",
                folder.toUri() + "not-there")) {
            assertRefused(
                    data(null, uri),
                    access,
                    FailureKind.INVALID_REQUEST,
                    "image uri \"" + uri + "\" lies outside of the image folder " + images);
        }
    }

    @Test
    void anImageFolderThatIsNotThereMayComeLater() {
        Path images = folder.resolve("not-mounted");
        Path file = images.resolve("image.png");

        assertRefused(
                data(null, file.toUri().toString()),
                new ImageAccess(1 << 20, images),
                FailureKind.MISSING_IMAGE,
                "image file \"" + file + "\" cannot be read: no such file");
    }

    @Test
    void aRecordWithoutImageIsMalformed() {
        assertRefused(data(null, null), FailureKind.MALFORMED_RECORD, "the record holds neither image bytes nor a uri");
    }

    @Test
    void aFileThatIsNotThereIsMissing() {
        Path gone = folder.resolve("gone.png");

        assertRefused(
                data(null, gone.toUri().toString()),
                FailureKind.MISSING_IMAGE,
                "image file \"" + gone + "\" cannot be read: no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3://bucket/image.png",
                "http://127.0.0.1/image.png",
                "not a uri",
                "relative.png",
                "file:relative.png",
                "file://host/share/image.png",
                "file:///tmp/a%00b",
                "file:///tmp/a?b",
                "file:///tmp/\n\u001b[2J",
                "jrt:/java.base/java/lang/Object.class",
                "jar:file:///tmp/a.jar!/b"
            })
    void aUriThatNamesNoFileIsRefused(String uri) {
        assertRefused(
                data(null, uri),
                FailureKind.INVALID_REQUEST,
                "image uri \"" + VisibleText.of(uri) + "\" names no file; only file: is read");
    }

    @Test
    void aUriOfMegabytesIsRefusedInAShortLine() {
        String uri = "file:///" + "a".repeat(3 << 20);

        assertThatThrownBy(() -> EncodedImage.bytes(data(null, uri)))
                .hasMessageEndingWith("…\" has 3145736 characters, more than 4096")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aUriThatNamesAFolderOrADeviceIsRefused() {
        String uri = folder.toUri().toString();

        assertRefused(data(null, uri), FailureKind.INVALID_REQUEST, "image uri \"" + uri + "\" names no regular file");
    }

    private static ImageData data(byte @Nullable [] bytes, @Nullable String uri) {
        return new ImageData(bytes == null ? null : ByteBuffer.wrap(bytes), uri, SHA256, "image/png", 1, 1);
    }

    private static void assertRefused(ImageData image, FailureKind kind, String message) {
        assertRefused(image, ImageAccess.DEFAULT, kind, message);
    }

    private static void assertRefused(ImageData image, ImageAccess access, FailureKind kind, String message) {
        assertThatThrownBy(() -> EncodedImage.bytes(image, access))
                .isInstanceOf(ImageContentException.class)
                .hasMessage(message)
                .extracting(failure -> ((ImageContentException) failure).kind())
                .isEqualTo(kind);
    }
}
