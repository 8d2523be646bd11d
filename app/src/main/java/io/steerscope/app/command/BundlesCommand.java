package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.BundleFile;
import io.steerscope.inference.bundle.BundleManifest;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.tokenize.Language;
import io.steerscope.schemas.text.VisibleText;

/** Model bundles and their checksums. */
@Command(name = "bundles", description = "Shows model bundles and checks their files.")
final class BundlesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw UsageMistakes.commandNeeded(spec.commandLine());
    }

    @Command(name = "list", description = "Shows the bundles of a folder.")
    int list(
            @Option(
                            names = "--folder",
                            paramLabel = "DIR",
                            description = "Folder whose subfolders are bundles (default: bundles of the project).")
                    @Nullable
                    Path folder)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<ModelBundle> bundles = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        for (Path path : folders(folder == null ? ProjectHome.resolve("bundles") : folder)) {
            try {
                bundles.add(ModelBundle.open(path));
            } catch (BundleException e) {
                unusable.add(String.valueOf(e.getMessage()));
            }
        }
        String ids = "%-"
                + bundles.stream()
                        .mapToInt(bundle -> bundle.id().length())
                        .max()
                        .orElse(2) + "s ";
        out.printf(ids + "%-5s %-9s %8s  %-12s %s%n", "id", "kind", "dtype", "MB", "sha256", "description");
        for (ModelBundle bundle : bundles) {
            out.println(ids.formatted(bundle.id()) + line(bundle));
            language(bundle).ifPresent(language -> out.println(ids.formatted("") + VisibleText.of(language)));
        }
        out.flush();
        requireNone(unusable);
        return 0;
    }

    /** The language of a bundle, whose files are not checked. */
    private static Optional<String> language(ModelBundle bundle) {
        try {
            return Language.of(bundle);
        } catch (BundleException e) {
            return Optional.empty();
        }
    }

    private static String line(ModelBundle bundle) {
        BundleManifest manifest = bundle.manifest();
        return String.format(
                "%-5s %-9s %8.1f  %-12s %s",
                bundle.kind(),
                manifest.dtype(),
                manifest.files().values().stream()
                                .mapToDouble(BundleFile::bytes)
                                .sum()
                        / 1e6,
                bundle.sha256().substring(0, 12),
                VisibleText.of(manifest.description()));
    }

    /** A line for each. */
    private static void requireNone(List<String> damaged) {
        if (!damaged.isEmpty()) {
            throw new ActionableException(String.join("\n", damaged));
        }
    }

    @Command(name = "verify", description = "Reads every file of bundles and compares it with its recorded checksum.")
    int verify(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "BUNDLE",
                            description = "Bundle folders (default: all in bundles of the project).")
                    @Nullable
                    List<Path> bundles)
            throws IOException {
        List<Path> folders = bundles == null || bundles.isEmpty() ? folders(ProjectHome.resolve("bundles")) : bundles;
        List<String> damaged = new ArrayList<>();
        for (Path folder : folders) {
            try {
                ModelBundle bundle = BundleFolders.open(folder);
                bundle.verify();
                spec.commandLine()
                        .getOut()
                        .println("ok " + bundle.id() + " " + bundle.sha256() + " ("
                                + LetterText.counted(bundle.manifest().files().size(), "file") + ")"
                                + unlisted(bundle.manifest().unlistedFiles())
                                + Language.of(bundle)
                                        .map(language -> "; " + VisibleText.of(language))
                                        .orElse(""));
            } catch (BundleException e) {
                damaged.add(String.valueOf(e.getMessage()));
            }
        }
        spec.commandLine().getOut().flush();
        requireNone(damaged);
        return 0;
    }

    private static String unlisted(List<String> names) {
        return names.isEmpty() ? "" : "; not listed, and read by nothing: " + VisibleText.of(String.join(", ", names));
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            throw new ActionableException(parent + " is not a folder of bundles");
        }
        try (Stream<Path> children = Files.list(parent)) {
            List<Path> folders = children.filter(child -> Files.isRegularFile(child.resolve(BundleManifest.FILE_NAME)))
                    .sorted()
                    .toList();
            if (folders.isEmpty()) {
                throw new ActionableException(parent + " holds no bundle");
            }
            return folders;
        }
    }
}
