package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.BundleFile;
import io.steerscope.inference.bundle.BundleManifest;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;

/** Model bundles and their checksums. */
@Command(name = "bundles", description = "Shows model bundles and checks their files.")
final class BundlesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or verify?");
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
        List<Path> folders = folders(folder == null ? ProjectHome.resolve("bundles") : folder);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-16s %-5s %-9s %8s  %-12s %s%n", "id", "kind", "dtype", "MB", "sha256", "description");
        for (Path path : folders) {
            ModelBundle bundle = ModelBundle.open(path);
            BundleManifest manifest = bundle.manifest();
            out.printf(
                    "%-16s %-5s %-9s %8.1f  %-12s %s%n",
                    bundle.id(),
                    bundle instanceof ClipBundle ? "clip" : "sdxl",
                    manifest.dtype(),
                    manifest.files().values().stream()
                                    .mapToLong(BundleFile::bytes)
                                    .sum()
                            / 1e6,
                    bundle.sha256().substring(0, 12),
                    manifest.description());
        }
        out.flush();
        return 0;
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
                ModelBundle bundle = ModelBundle.open(folder);
                bundle.verify();
                spec.commandLine()
                        .getOut()
                        .println("ok " + bundle.id() + " " + bundle.sha256() + " ("
                                + bundle.manifest().files().size() + " files)");
            } catch (BundleException e) {
                damaged.add(e.getMessage());
            }
        }
        spec.commandLine().getOut().flush();
        if (!damaged.isEmpty()) {
            throw new ActionableException(String.join("; ", damaged));
        }
        return 0;
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
