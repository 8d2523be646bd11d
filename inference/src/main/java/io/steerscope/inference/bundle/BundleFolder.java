package io.steerscope.inference.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a bundle, of which nothing leads out: a name in {@code bundle.json} is a relative path of plain parts,
 * and a link within the folder ends within it. The folder may itself be a link.
 */
final class BundleFolder {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    private static final int MOST_PARTS = 8;
    private static final int MOST_UNLISTED = 20;

    private final Path folder;

    BundleFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Whether a name is one or several parts of ASCII letters, digits, {@code '.'}, {@code '_'} and {@code '-'},
     * divided by {@code '/'}, none of which begins with a dot: the same file on every system.
     */
    static boolean isName(String name) {
        List<String> parts = List.of(name.split("/", -1));
        return parts.size() <= MOST_PARTS
                && parts.stream().allMatch(part -> PART.matcher(part).matches());
    }

    /** Whether a name is one that is spoken for: on some systems capitals make no difference. */
    static boolean isManifest(String name) {
        return name.toLowerCase(Locale.ROOT).equals(BundleManifest.FILE_NAME);
    }

    /**
     * A regular file of the folder.
     *
     * @throws BundleException if a link leads out of the folder, or it is no regular file
     * @throws IOException if it is not there
     */
    Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Path real = file.toRealPath();
        if (!real.startsWith(folder.toRealPath())) {
            throw new BundleException(file + " is a link that leads out of the bundle; put the file in its place");
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new BundleException(file + " is not a regular file");
        }
        return real;
    }

    /** Names of things in the folder that are not listed, the first twenty of them; links are not followed. */
    List<String> unlisted(Set<String> listed) throws IOException {
        try (Stream<Path> entries = Files.walk(folder.toRealPath(), MOST_PARTS)) {
            Path root = folder.toRealPath();
            return entries.filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> root.relativize(entry).toString().replace('\\', '/'))
                    .filter(name -> !listed.contains(name) && !name.equals(BundleManifest.FILE_NAME))
                    .sorted()
                    .limit(MOST_UNLISTED)
                    .toList();
        }
    }
}
