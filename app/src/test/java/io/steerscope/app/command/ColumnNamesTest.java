package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnNamesTest {

    private static List<String> names(String... files) {
        List<Path> all = List.of(files).stream().map(Path::of).toList();
        return all.stream().map(file -> ColumnNames.of(file, all)).toList();
    }

    @Test
    void filesOfDifferentNamesAreCalledByThem() {
        assertThat(names("out/base.csv", "out/tuned.csv")).containsExactly("base.csv", "tuned.csv");
    }

    @Test
    void filesOfOneNameAreCalledByTheFoldersThatTellThemApart() {
        assertThat(names("a/long/way/base/images.csv", "a/long/way/tuned/images.csv"))
                .containsExactly("base/images.csv", "tuned/images.csv");
        assertThat(names("a/base/run/images.csv", "a/tuned/run/images.csv", "a/texts.csv"))
                .containsExactly("base/run/images.csv", "tuned/run/images.csv", "texts.csv");
    }
}
