package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.producer.ingest.IngestedImage;

import static io.steerscope.app.ingest.TestImages.members;
import static io.steerscope.app.ingest.TestImages.png;
import static io.steerscope.app.ingest.TestImages.tar;
import static io.steerscope.app.ingest.TestImages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What other tools write as a matter of course, and is no mistake. */
class ImageSourcesTest {

    @TempDir
    private Path dir;

    @Test
    void theIndexThatPandasWritesIsNotUsed() throws IOException {
        // given
        write(dir.resolve("a.png"), png(1));
        write(dir.resolve("metadata.csv"), ",file_name,target\n0,a.png,a red car\n");

        // when
        CheckedSource checked = read(SourceOptions.of(dir.toString()));

        // then
        assertThat(checked.images()).isOne();
        assertThat(checked.remarks()).containsExactly("not used: the first column, which has no name");
    }

    @Test
    void seedsThatBecameFloatsAreTheWholeNumbersThatTheyWere() throws IOException {
        // given
        for (int i = 0; i < 4; i++) {
            write(dir.resolve(i + ".png"), png(i));
        }
        write(
                dir.resolve("metadata.jsonl"),
                "{\"file_name\": \"0.png\", \"target\": \"a car\", \"seed\": 1.0, \"score\": NaN}\n"
                        + "{\"file_name\": \"1.png\", \"target\": \"a car\", \"seed\": 9007199254740991.0}\n"
                        + "{\"file_name\": \"2.png\", \"target\": \"a car\", \"seed\": 2e3, \"more\": [-Infinity]}\n"
                        + "{\"file_name\": \"3.png\", \"target\": \"a car\", \"seed\": 9223372036854775807}\n");

        // when
        List<IngestedImage> images =
                read(SourceOptions.of(dir.toString())).set("e", null).images();

        // then
        assertThat(images).extracting(IngestedImage::seed).containsExactly(1L, (1L << 53) - 1, 2_000L, Long.MAX_VALUE);
    }

    @Test
    void promptsAloneHaveNoSmallestEffect() throws IOException {
        // given
        write(dir.resolve("a.png"), png(1));
        write(dir.resolve("metadata.csv"), "file_name,target\na.png,a red car\n");
        CheckedSource checked = read(SourceOptions.of(dir.toString()));

        // then
        assertThatThrownBy(() -> checked.set("e", EffectThreshold.parse("0.02")))
                .isInstanceOf(ActionableException.class)
                .hasMessage("--smallest-effect is of margins, and these images have no source prompt: leave it out, or"
                        + " add the column source");
    }

    @Test
    void oneBlockOfZerosEndsAShardAsWellAsTwo() throws IOException {
        // given
        Path shard = dir.resolve("s.tar");
        tar(shard, members("a.txt", "a red car", "a.png", png(1)));
        long bytes = 3 * 512 + (png(1).length + 511) / 512 * 512L + 512;
        write(shard, Arrays.copyOf(Files.readAllBytes(shard), (int) bytes));

        // then
        assertThat(read(SourceOptions.of(shard.toString())).images()).isOne();
    }

    @Test
    void aMemberOfAnObjectWithinTheObjectCanHoldThePrompt() throws IOException {
        // given
        Path shard = dir.resolve("s.tar");
        tar(shard, members("a.png", png(1), "a.json", "{\"meta\": {\"caption\": \"a red car\", \"score\": NaN}}"));

        // when
        CheckedSource checked = read(new SourceOptions(
                shard.toString(),
                ColumnMapping.parse(List.of("target=meta.caption")),
                null,
                SourceOptions.UNKNOWN,
                false,
                SourceOptions.of("").limits(),
                false,
                List.of()));

        // then
        assertThat(checked.set("e", null).images().get(0).pair().target()).isEqualTo("a red car");
        assertThat(checked.remarks()).isEmpty();
    }

    @Test
    void aFileIsFoundByItsNameInAnotherUnicodeForm() throws IOException {
        // given
        write(dir.resolve("a\u0308/o\u0308.png"), png(1));
        write(dir.resolve("metadata.csv"), "file_name,target\n\u00E4/\u00F6.png,a red car\n");

        // then
        assertThat(read(SourceOptions.of(dir.toString())).images()).isOne();
    }

    @Test
    void withAFolderOfAllImagesATableMayKeepNamesThatAreRelativeToItself() throws IOException {
        // given
        write(dir.resolve("images/a.png"), png(1));
        write(dir.resolve("images/b.png"), png(2));
        write(dir.resolve("tables/t.csv"), "file_name,target\n../images/a.png,a red car\nimages/b.png,a blue car\n");

        // when
        CheckedSource checked = read(new SourceOptions(
                dir.resolve("tables/t.csv").toString(),
                ColumnMapping.DEFAULT,
                dir,
                SourceOptions.UNKNOWN,
                false,
                SourceOptions.of("").limits(),
                false,
                List.of()));

        // then
        assertThat(checked.images()).isEqualTo(2);
    }

    private static CheckedSource read(SourceOptions options) throws IOException {
        return CheckedSource.read(options, CheckListener.SILENT);
    }
}
