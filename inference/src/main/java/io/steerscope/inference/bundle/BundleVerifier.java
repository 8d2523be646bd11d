package io.steerscope.inference.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Compares the files of a bundle with the checksums in {@code bundle.json}. */
final class BundleVerifier {

    private static final int BUFFER_BYTES = 1 << 20;

    private final BundleManifest manifest;

    BundleVerifier(BundleManifest manifest) {
        this.manifest = manifest;
    }

    void verify() {
        List<String> mismatches = new ArrayList<>();
        new TreeMap<>(manifest.files()).forEach((name, expected) -> {
            Path file = manifest.folder().resolve(name);
            try {
                if (!Files.isRegularFile(file)) {
                    mismatches.add(name + " is missing");
                } else if (Files.size(file) != expected.bytes()) {
                    mismatches.add(name + " has " + Files.size(file) + " bytes instead of " + expected.bytes());
                } else if (!sha256(file).equals(expected.sha256())) {
                    mismatches.add(name + " has another SHA-256 than recorded");
                }
            } catch (IOException e) {
                mismatches.add(name + " cannot be read (" + e.getMessage() + ")");
            }
        });
        if (!mismatches.isEmpty()) {
            throw new BundleException("Bundle " + manifest.folder() + " is damaged: " + String.join("; ", mismatches)
                    + "; copy or export it again");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
