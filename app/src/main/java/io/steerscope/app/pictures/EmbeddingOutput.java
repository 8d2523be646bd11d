package io.steerscope.app.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.embeddings.PictureTable;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.LockFile;
import io.steerscope.app.progress.StageCount;
import io.steerscope.schemas.limit.RecordLimits;

/**
 * Where embeddings are written, held against other processes: finished rows go into {@code NAME.part} beside the place,
 * and the table is moved to its place once it is whole. A table without texts is one file; the texts of a CSV file have
 * one of their own, {@code NAME-texts.csv}.
 */
public final class EmbeddingOutput implements AutoCloseable {

    /** What to do about what is there. */
    public enum Present {
        /** Refuse to touch it. */
        KEEP,
        /** Go on with finished rows that an earlier command left. */
        RESUME,
        /** Remove it once there is another. */
        OVERWRITE
    }

    private final Path out;
    private final LockFile lock;
    private final Path partPath;
    private @Nullable PartFile part;

    private EmbeddingOutput(Path out, LockFile lock) {
        this.out = out;
        this.lock = lock;
        this.partPath = sibling(out.getFileName() + ".part");
    }

    /**
     * Takes a place.
     *
     * @param out ends in {@code .parquet} or {@code .csv}
     * @param identity 32 bytes, of all that the rows depend on
     * @throws ActionableException if something is there that is to be kept, or another process writes to it
     */
    public static EmbeddingOutput begin(Path out, Present present, byte[] identity) throws IOException {
        Path target = Files.isRegularFile(out)
                ? out.toRealPath()
                : out.toAbsolutePath().normalize();
        Files.createDirectories(target.resolveSibling(""));
        LockFile lock = LockFile.tryAcquireTemporary(target.resolveSibling("." + target.getFileName() + ".lock"))
                .orElseThrow(() -> new ActionableException(
                        out + " is being written by another process; wait until it ends, or choose another --out"));
        EmbeddingOutput output = new EmbeddingOutput(target, lock);
        try {
            output.open(out, present, identity);
            return output;
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /** Whether a file may be written: its name says in which form. */
    public static boolean canWrite(Path out) {
        return EmbeddingFile.isParquet(out) || EmbeddingFile.isCsv(out);
    }

    /**
     * Embeds what is missing, and writes the table if nothing is missing then.
     *
     * @param opened opens the model, if there is anything to do
     * @return one line for each picture that could not be read; with any, there is no table, and finished rows are kept
     */
    public List<String> write(
            PictureTable table,
            Path folder,
            RecordLimits limits,
            int batch,
            Supplier<PictureModel> opened,
            Consumer<StageCount> progress)
            throws IOException {
        PartFile rows = rows();
        PictureEmbedding embedding = new PictureEmbedding(table, folder, limits, rows);
        List<Integer> missing = embedding.missing();
        if (!missing.isEmpty()) {
            try (PictureModel model = opened.get()) {
                List<String> unreadable = embedding.embed(missing, model, batch, progress);
                if (!unreadable.isEmpty()) {
                    return unreadable;
                }
            }
        }
        publish(table, rows);
        rows.delete();
        return List.of();
    }

    /** Pictures that were finished when this began. */
    public int resumed() {
        return part == null ? 0 : part.count();
    }

    /** The file of the texts of a table. */
    public static Path texts(Path out) {
        String name = String.valueOf(out.getFileName());
        return out.resolveSibling(name.substring(0, name.length() - ".csv".length()) + "-texts.csv");
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (part != null) {
                part.close();
            }
        }
    }

    private void open(Path shown, Present present, byte[] identity) throws IOException {
        boolean hasPart = Files.exists(partPath);
        if (Files.isDirectory(out)) {
            throw new ActionableException(shown + " is a folder; choose another --out");
        }
        if (Files.exists(out) && !Files.isRegularFile(out)) {
            throw new ActionableException(shown + " is a device or pipe; choose a file for --out");
        }
        if (Files.exists(out) && present != Present.OVERWRITE) {
            throw new ActionableException(
                    shown + " is there already; choose another --out, or replace it (--overwrite)");
        }
        if (hasPart && present == Present.KEEP) {
            throw new ActionableException(
                    shown + ".part holds finished rows; go on with them (--resume), or begin anew (--overwrite)");
        }
        if (hasPart && present == Present.RESUME) {
            Optional<PartFile> found = PartFile.open(partPath, identity);
            part = found.orElseThrow(() -> new ActionableException(shown
                    + ".part is of another bundle, device, type, folder or file of prompts; give the same, or begin"
                    + " anew (--overwrite)"));
        } else {
            part = PartFile.create(partPath, identity);
        }
    }

    private PartFile rows() {
        if (part == null) {
            throw new IllegalStateException("There is no file of rows");
        }
        return part;
    }

    private void publish(PictureTable table, PartFile rows) throws IOException {
        EmbeddingFile file = new EmbeddingFile(table, rows);
        Path unfinished = sibling("." + out.getFileName() + ".unfinished");
        Path texts = texts(out);
        Path unfinishedTexts = sibling("." + texts.getFileName() + ".unfinished");
        List<Path> all = new ArrayList<>(List.of(unfinished, unfinishedTexts));
        try {
            if (EmbeddingFile.isParquet(out)) {
                Files.deleteIfExists(unfinished);
                file.writeParquet(unfinished);
            } else {
                file.writeCsv(unfinished);
                if (!table.roles().isEmpty()) {
                    file.writeTextsCsv(unfinishedTexts);
                    move(unfinishedTexts, texts);
                }
            }
            move(unfinished, out);
        } finally {
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path sibling(String name) {
        return out.resolveSibling(name);
    }
}
