package io.steerscope.app.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import io.steerscope.app.parquet.Column;
import io.steerscope.app.parquet.ParquetTable;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.image.RgbImage;

/** Sources of images for tests. */
public final class TestImages {

    private TestImages() {}

    /** A small image, of other bytes for each number. */
    public static byte[] png(int number) {
        return png(number, 8);
    }

    /** An image of a size, of other bytes for each number. */
    public static byte[] png(int number, int edge) {
        byte[] rgb = new byte[edge * edge * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 7 + number * 31 + (number >> 3) * i);
        }
        rgb[0] = (byte) number;
        rgb[1] = (byte) (number >> 8);
        return PngEncoder.encode(new RgbImage(edge, edge, rgb));
    }

    public static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A tar of members, in their order. */
    public static void tar(Path file, Map<String, byte[]> members) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                for (Map.Entry<String, byte[]> member : members.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                    entry.setSize(member.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(member.getValue());
                    tar.closeArchiveEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Parquet file of columns of text. */
    public static void parquet(Path file, List<String> columns, List<List<String>> rows) {
        List<Column<List<String>>> all = columns.stream()
                .map(name -> new Column<List<String>>(name, Column.Kind.TEXT, row -> row.get(columns.indexOf(name))))
                .toList();
        try (ParquetTable<List<String>> table = new ParquetTable<>(file, "images", all)) {
            for (List<String> row : rows) {
                table.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Members of a tar by name and content, texts or bytes, one after the other. */
    public static Map<String, byte[]> members(Object... namesAndContents) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            Object content = namesAndContents[i + 1];
            members.put(
                    (String) namesAndContents[i],
                    content instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) content);
        }
        return members;
    }
}
