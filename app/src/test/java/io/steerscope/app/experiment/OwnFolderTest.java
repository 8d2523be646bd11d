package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OwnFolderTest {

    @TempDir
    private Path root;

    @Test
    void whatANewerReportDoesNotHaveIsRemovedAndFilesOfOthersStay() throws IOException {
        // given
        Path folder = root.resolve("figures");
        new OwnFolder(folder).replace(new TreeMap<>(Map.of("a.svg", "old", "b.svg", "old")));
        Files.writeString(folder.resolve("mine.svg"), "mine");

        // when
        new OwnFolder(folder).replace(new TreeMap<>(Map.of("b.svg", "new", "c.svg", "new")));

        // then
        assertThat(folder.resolve("a.svg")).doesNotExist();
        assertThat(folder.resolve("b.svg")).hasContent("new");
        assertThat(folder.resolve("c.svg")).hasContent("new");
        assertThat(folder.resolve("mine.svg")).hasContent("mine");
    }

    @Test
    void aListThatWasTamperedWithRemovesNothingElsewhere() throws IOException {
        // given
        Path folder = Files.createDirectories(root.resolve("tables"));
        Path precious = Files.writeString(root.resolve("precious.csv"), "precious");
        Files.writeString(folder.resolve(".written"), "../precious.csv\n" + precious + "\n");

        // when
        new OwnFolder(folder).replace(new TreeMap<>(Map.of("a.csv", "a")));

        // then
        assertThat(precious).hasContent("precious");
        assertThat(folder.resolve(".written")).hasContent("a.csv");
    }

    @Test
    void withoutFilesNoFolderIsMade() throws IOException {
        // when
        new OwnFolder(root.resolve("figures")).replace(new TreeMap<>());

        // then
        assertThat(root.resolve("figures")).doesNotExist();
    }
}
