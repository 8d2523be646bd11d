package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.differences.EmbeddingSpace;
import io.steerscope.app.differences.Needs;
import io.steerscope.app.embeddings.NamedVectors;
import io.steerscope.app.experiment.Parallelism;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.TableFaults;

/** Takes the vectors that a task needs from tables or bundles. */
final class DifferenceSpaces {

    private final DifferenceSourceOptions sources;
    private final Needs needs;
    private final List<String> remarks = new ArrayList<>();

    private @Nullable Map<String, Path> files;

    DifferenceSpaces(DifferenceSourceOptions sources, Needs needs) {
        this.sources = sources;
        this.needs = needs;
    }

    /** What to tell of texts and images, a line each. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * A space for each source, with all that is needed.
     *
     * @throws ActionableException if a text or image has no vector, which names the place that asks for it
     */
    List<EmbeddingSpace> read() throws IOException {
        List<EmbeddingSpace> spaces = new ArrayList<>();
        if (sources.embeddings().isEmpty()) {
            Map<String, Path> images = files();
            for (Path folder : sources.bundles()) {
                spaces.add(ofBundle(folder, images));
            }
        } else {
            for (int i = 0; i < sources.embeddings().size(); i++) {
                spaces.add(ofTable(i));
            }
        }
        return spaces;
    }

    private EmbeddingSpace ofTable(int number) throws IOException {
        Path table = sources.embeddings().get(number);
        Map<String, float[]> images =
                NamedVectors.ofImages(table, sources.columns().images());
        refuse(needs.images(), images.keySet(), "image %s is not in " + table + ": embed it, or leave the row out");
        Map<String, float[]> texts;
        Path textSource;
        if (!sources.bundles().isEmpty()) {
            Path folder = sources.bundles().get(number);
            textSource = folder;
            try (ClipModel clip = open(folder)) {
                texts = texts(clip, ColumnNames.of(folder, sources.bundles()));
            }
        } else {
            Path ofTexts = sources.texts().isEmpty() ? table : sources.texts().get(number);
            if (sources.texts().isEmpty() && !NamedVectors.mayHoldTexts(table)) {
                throw new ActionableException(table + " holds vectors of images alone: give those of the texts, --texts"
                        + " FILE, or a model that embeds them, --bundle DIR");
            }
            textSource = ofTexts;
            texts = NamedVectors.ofTexts(ofTexts, sources.columns().texts());
            refuse(
                    needs.texts(),
                    texts.keySet(),
                    "text %s has no vector in " + ofTexts + ": embed it, or give a model that does, --bundle DIR");
        }
        requireOneDimension(table, images, texts);
        return new EmbeddingSpace(ColumnNames.of(table, sources.embeddings()), texts, images, textSource.toString());
    }

    private static void requireOneDimension(Path table, Map<String, float[]> images, Map<String, float[]> texts) {
        int ofImages = images.values().iterator().next().length;
        int ofTexts = texts.values().iterator().next().length;
        if (ofImages != ofTexts) {
            throw new ActionableException(
                    "%s: images have %d elements and texts %d, and do not compare: take both from one model"
                            .formatted(table, ofImages, ofTexts));
        }
    }

    /** One line for each place that asks for what is not there, as many as a file's faults. */
    private static void refuse(Map<String, String> needed, Set<String> present, String fault) {
        List<String> lines = new ArrayList<>();
        needed.forEach((name, where) -> {
            if (!present.contains(name)) {
                lines.add(where + ": " + fault.formatted(FieldText.quoted(name)));
            }
        });
        refuse(lines);
    }

    private static void refuse(List<String> lines) {
        if (!lines.isEmpty()) {
            int shown = Math.min(TableFaults.MOST_SHOWN, lines.size());
            int more = lines.size() - shown;
            throw new ActionableException(String.join("\n", lines.subList(0, shown))
                    + (more == 0 ? "" : "\n... and " + more + (more == 1 ? " more fault" : " more faults")));
        }
    }

    /** The images that are read, besides {@link DifferenceSourceOptions#inputs()}. */
    List<Path> images() throws IOException {
        return sources.images() == null ? List.of() : List.copyOf(files().values());
    }

    /** The images by name: those that are needed, or all of the folder. */
    private Map<String, Path> files() throws IOException {
        if (files == null) {
            files = found();
        }
        return files;
    }

    private Map<String, Path> found() throws IOException {
        Path folder = sources.images();
        if (folder == null) {
            throw new IllegalStateException("There is no folder of images");
        }
        if (!Files.isDirectory(folder)) {
            throw new ActionableException("--images " + folder + " is no folder");
        }
        Map<String, Path> found = new LinkedHashMap<>();
        if (needs.images().isEmpty()) {
            ImageArguments all = ImageArguments.of(List.of(folder));
            remarks.addAll(all.leftOut());
            all.files()
                    .forEach(
                            file -> found.put(folder.relativize(file).toString().replace('\\', '/'), file));
            return found;
        }
        List<String> missing = new ArrayList<>();
        needs.images().forEach((name, where) -> {
            Path file = resolved(folder, name);
            String fault = FolderNames.fault(folder, name);
            if (!fault.isEmpty()) {
                missing.add(where + ": " + fault);
            } else if (file != null && Files.isRegularFile(file)) {
                found.put(name, file);
            } else {
                missing.add("%s: there is no image %s in %s: correct the name, or leave the row out"
                        .formatted(where, FieldText.quoted(name), folder));
            }
        });
        refuse(missing);
        return found;
    }

    private static @Nullable Path resolved(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private EmbeddingSpace ofBundle(Path folder, Map<String, Path> images) {
        String name = ColumnNames.of(folder, sources.bundles());
        try (ClipModel clip = open(folder)) {
            return new EmbeddingSpace(name, texts(clip, name), vectors(clip, images), folder.toString());
        }
    }

    private ClipModel open(Path folder) {
        ModelBundle opened = BundleFolders.open(folder);
        opened.verify();
        if (!(opened instanceof ClipBundle bundle)) {
            throw new ActionableException("%s is %s; this command needs one of kind clip, which reads texts"
                    .formatted(folder, BundleFolders.described(opened)));
        }
        Parallelism parallelism = sources.run().parallelism(bundle);
        return ClipModel.open(bundle, sources.run().device(), parallelism.threads(), parallelism.workers());
    }

    private Map<String, float[]> texts(ClipModel clip, String name) {
        List<String> texts = List.copyOf(needs.texts().keySet());
        BundleTexts embedded = BundleTexts.of(clip, texts, name);
        embedded.remarks().stream().filter(line -> !remarks.contains(line)).forEach(remarks::add);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            vectors.put(texts.get(i), embedded.vectors().get(i));
        }
        return vectors;
    }

    private Map<String, float[]> vectors(ClipModel clip, Map<String, Path> images) {
        Map<Path, String> names = new LinkedHashMap<>();
        images.forEach((name, file) -> names.putIfAbsent(file, name));
        RecordLimits limits = sources.limits().on(RecordLimits.DEFAULT);
        EmbeddedImages embedded = EmbeddedImages.of(List.copyOf(names.keySet()), clip.images(), limits);
        refuse(embedded.unreadable());
        Map<Path, float[]> byFile = new LinkedHashMap<>();
        for (EmbeddedImages.EmbeddedImage image : embedded.images()) {
            try {
                byFile.put(image.file(), EmbeddingBytes.vector(EmbeddingBytes.unit(image.embedding())));
            } catch (IllegalArgumentException e) {
                throw new ActionableException(image.file() + ": the model gives no embedding: " + e.getMessage(), e);
            }
        }
        Map<String, float[]> vectors = new LinkedHashMap<>();
        images.forEach((name, file) -> {
            float[] vector = byFile.get(file);
            if (vector == null) {
                throw new IllegalStateException("There is no embedding of " + file);
            }
            vectors.put(name, vector);
        });
        return vectors;
    }
}
