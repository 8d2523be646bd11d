package io.steerscope.inference.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

import io.steerscope.foundation.checksum.Sha256;

/** Compares the files of a bundle with the checksums in {@code bundle.json}. */
final class BundleVerifier {

    private static final int BUFFER_BYTES = 1 << 20;

    private final BundleManifest manifest;

    BundleVerifier(BundleManifest manifest) {
        this.manifest = manifest;
    }

    void verify() {
        List<String> mismatches = new ArrayList<>();
        BundleFolder folder = new BundleFolder(manifest.folder());
        new TreeMap<>(manifest.files()).forEach((name, expected) -> {
            try {
                Path file = folder.file(name);
                if (Files.size(file) != expected.bytes()) {
                    mismatches.add(name + " has " + Files.size(file) + " bytes instead of " + expected.bytes());
                } else if (!sha256(file, expected.bytes()).equals(expected.sha256())) {
                    mismatches.add(name + " has another SHA-256 than recorded");
                }
            } catch (NoSuchFileException e) {
                mismatches.add(name + " is missing");
            } catch (BundleException | IOException e) {
                mismatches.add(name + " cannot be read (" + e.getMessage() + ")");
            }
        });
        if (!mismatches.isEmpty()) {
            throw new BundleException("Bundle " + manifest.folder() + " is damaged: " + String.join("; ", mismatches)
                    + "; copy or export it again");
        }
    }

    /** Of as many bytes as there should be: a file that grows meanwhile is not followed. */
    private static String sha256(Path file, long bytes) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            long left = bytes;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
