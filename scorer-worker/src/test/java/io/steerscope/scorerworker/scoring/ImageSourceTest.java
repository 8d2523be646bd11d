package io.steerscope.scorerworker.scoring;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.schemas.image.ImageAccess;
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

    private final ImageSource source = new ImageSource(ImageAccess.DEFAULT);

    @Test
    void bytesComeFromTheRecordOrFromItsFile() throws Exception {
        Path file = Files.write(folder.resolve("image.png"), png);

        assertThat(source.bytes(Images.data(png, null, sha256))).isEqualTo(png);
        assertThat(source.bytes(Images.data(null, file.toUri().toString(), sha256)))
                .isEqualTo(png);
    }

    @Test
    void bytesThatAreNotTheOnesOfTheRecordAreMalformed() {
        byte[] damaged = png.clone();
        damaged[100] ^= 1;

        assertThatThrownBy(() -> source.bytes(Images.data(damaged, null, sha256)))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessage("the image has SHA-256 " + Images.sha256(damaged) + ", the record says " + sha256)
                .extracting(failure -> ((RejectedRecordException) failure).kind())
                .isEqualTo(FailureKind.MALFORMED_RECORD);
    }

    @Test
    void aFileThatIsNotThereMayComeLater() {
        ImageData missing = Images.data(null, folder.resolve("gone.png").toUri().toString(), sha256);

        assertThatThrownBy(() -> source.bytes(missing))
                .isInstanceOf(TransientFailureException.class)
                .hasMessageContaining("gone.png")
                .extracting(failure -> ((TransientFailureException) failure).kindIfLasting())
                .isEqualTo(FailureKind.MISSING_IMAGE);
    }
}
