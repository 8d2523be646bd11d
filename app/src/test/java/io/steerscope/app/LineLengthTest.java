package io.steerscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines of Java and of documents have at most 120 columns, but for those that hold a literal text. The formatter breaks
 * code, but neither comments nor texts.
 */
class LineLengthTest {

    private static final int COLUMNS = 120;
    private static final Path ROOT = Path.of("..");
    private static final String TEXT_BLOCK = "\"\"\"";

    @Test
    void linesOfJavaHaveAtMost120ColumnsButForTexts() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                for (Path file : files(module.resolve("src"), ".java")) {
                    boolean inBlock = false;
                    List<String> lines = Files.readAllLines(file);
                    for (int i = 0; i < lines.size(); i++) {
                        String line = lines.get(i);
                        boolean atEdge = (line.split(TEXT_BLOCK, -1).length - 1) % 2 == 1;
                        if (!inBlock && !line.contains("\"") && !line.startsWith("import ")) {
                            note(file, i, line, tooLong);
                        }
                        inBlock ^= atEdge;
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void linesOfDocumentsHaveAtMost120ColumnsButForTablesAndWhatIsQuoted() throws IOException {
        List<Path> documents = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        documents.addAll(files(ROOT.resolve("models"), ".md"));
        try (Stream<Path> top = Files.list(ROOT)) {
            top.filter(file -> file.toString().endsWith(".md") && !file.endsWith("CHANGELOG.md"))
                    .forEach(documents::add);
        }
        List<String> tooLong = new ArrayList<>();
        for (Path file : documents) {
            boolean inFence = false;
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                boolean atEdge = line.startsWith("```");
                if (!inFence && !atEdge && !line.startsWith("|")) {
                    note(file, i, lines.get(i), tooLong);
                }
                inFence ^= atEdge;
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static void note(Path file, int index, String line, List<String> tooLong) {
        String name = ROOT.relativize(file).toString();
        boolean isBreakable = line.strip().contains(" ");
        if (line.length() > COLUMNS && isBreakable) {
            tooLong.add(name + ":" + (index + 1));
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(\\..*|venv|site-packages)/.*"))
                    .toList();
        }
    }
}
