package io.steerscope.scorerworker.scoring;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.TransientFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ImageSourceTest {

    private final byte[] png = Images.png(1);
    private final String sha256 = Images.sha256(png);

    @TempDir
    private Path folder;

    @Test
    void bytesComeFromTheRecordOrFromItsFile() throws Exception {
        Path file = Files.write(folder.resolve("image.png"), png);

        assertThat(ImageSource.bytes(Images.data(png, null, sha256))).isEqualTo(png);
        assertThat(ImageSource.bytes(Images.data(null, file.toUri().toString(), sha256)))
                .isEqualTo(png);
    }

    @Test
    void bytesThatAreNotTheOnesOfTheRecordAreMalformed() {
        byte[] damaged = png.clone();
        damaged[100] ^= 1;

        assertRejected(
                Images.data(damaged, null, sha256),
                FailureKind.MALFORMED_RECORD,
                "the image has SHA-256 " + Images.sha256(damaged) + ", the record says " + sha256);
    }

    @Test
    void aRecordWithoutImageIsMalformed() {
        assertRejected(
                Images.data(null, null, sha256),
                FailureKind.MALFORMED_RECORD,
                "the record holds neither image bytes nor a uri");
    }

    @Test
    void aFileThatIsNotThereMayComeLater() {
        ImageData missing = Images.data(null, folder.resolve("gone.png").toUri().toString(), sha256);

        assertThatThrownBy(() -> ImageSource.bytes(missing))
                .isInstanceOf(TransientFailureException.class)
                .hasMessageContaining("gone.png")
                .extracting(failure -> ((TransientFailureException) failure).kindIfLasting())
                .isEqualTo(FailureKind.MISSING_IMAGE);
    }

    @Test
    void aUriThatNamesNoFileIsRefused() {
        for (String uri : new String[] {"s3://bucket/image.png", "not a uri", "relative.png"}) {
            assertRejected(
                    Images.data(null, uri, sha256),
                    FailureKind.INVALID_REQUEST,
                    "image uri \"" + uri + "\" names no file; only file: is read");
        }
    }

    private static void assertRejected(ImageData image, FailureKind kind, String message) {
        assertThatThrownBy(() -> ImageSource.bytes(image))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessage(message)
                .extracting(failure -> ((RejectedRecordException) failure).kind())
                .isEqualTo(kind);
    }
}
