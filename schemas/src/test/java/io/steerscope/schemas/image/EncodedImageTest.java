package io.steerscope.schemas.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageData;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertRefused(data(null, file.toUri().toString()), FailureKind.MALFORMED_RECORD, message);
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
                "image file " + gone + " cannot be read (java.nio.file.NoSuchFileException: " + gone + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/image.png", "http://127.0.0.1/image.png", "not a uri", "relative.png"})
    void aUriThatNamesNoFileIsRefused(String uri) {
        assertRefused(
                data(null, uri),
                FailureKind.INVALID_REQUEST,
                "image uri \"" + uri + "\" names no file; only file: is read");
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
        assertThatThrownBy(() -> EncodedImage.bytes(image))
                .isInstanceOf(ImageContentException.class)
                .hasMessage(message)
                .extracting(failure -> ((ImageContentException) failure).kind())
                .isEqualTo(kind);
    }
}
