package io.steerscope.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.steerscope.app.broker.DataFolderLock;
import io.steerscope.app.ingest.TestImages;

/**
 * The files of a mistake: {@code name=content}, separated by {@code &&}, with {@code \n} and {@code \t} in the content,
 * or {@code name=@kind} for what is no text.
 */
final class MistakenFiles implements AutoCloseable {

    private static final String ROWS = "pair_id,category,source,target\n1,größe,small car,large car\n";

    private final List<AutoCloseable> held = new ArrayList<>();

    private MistakenFiles() {}

    static MistakenFiles make(Path folder, String files) throws IOException {
        MistakenFiles made = new MistakenFiles();
        for (String file : files.isEmpty() ? new String[0] : files.split(" && ")) {
            String[] parts = file.split("=", 2);
            made.add(folder.resolve(parts[0]), parts[1]);
        }
        return made;
    }

    private void add(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        switch (content) {
            case "@folder" -> Files.createDirectories(file);
            case "@held" -> held.add(DataFolderLock.acquire(file));
            case "@latin1" -> Files.write(file, ROWS.getBytes(StandardCharsets.ISO_8859_1));
            case "@png" -> Files.write(file, TestImages.png(1));
            case "@utf16" -> Files.write(file, ("\uFEFF" + ROWS).getBytes(StandardCharsets.UTF_16LE));
            case "@xlsx" -> Files.write(file, workbook());
            default -> Files.writeString(file, content.replace("\\n", "\n").replace("\\t", "\t"));
        }
    }

    /** As far as a program looks that reads no workbooks. */
    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
