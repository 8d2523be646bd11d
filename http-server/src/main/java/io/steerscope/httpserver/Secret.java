package io.steerscope.httpserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.checksum.Sha256;

/** A text that proves who asks. It is compared in constant time and never shown. */
public final class Secret {

    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);
    private static final int LARGEST_LENGTH = 1024;
    private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]+");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * A secret of 1 to 1,024 visible ASCII characters.
     *
     * @throws IllegalArgumentException if the text is another; the message does not quote it
     */
    public static Secret of(String text) {
        if (text.length() > LARGEST_LENGTH || !TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a secret is one line of 1 to 1024 visible ASCII characters without spaces");
        }
        return new Secret(text);
    }

    /**
     * The secret that a file holds, without the ends of its line. A file that everybody may read is warned of.
     *
     * @throws IllegalArgumentException if it cannot be read or holds no secret; the message is one line that names the
     *     file
     */
    public static Secret read(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 2 * LARGEST_LENGTH) {
                throw new IllegalArgumentException(file + " is too large for a secret of at most 1024 characters");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException(
                        file + " is empty: put a secret into it, for example with openssl rand -hex 32");
            }
            Secret secret = of(text);
            warnIfOpen(file);
            return secret;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file + " with a secret", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the secret of " + file + ": " + e.getClass().getSimpleName(), e);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file.toString()) ? e : new IllegalArgumentException(file + ": " + message, e);
        }
    }

    /** Whether a text is this secret; takes the same time wherever they differ. */
    public boolean is(@Nullable String candidate) {
        return candidate != null && MessageDigest.isEqual(Sha256.digest(text), Sha256.digest(candidate));
    }

    /** Another secret, which tells nothing of this one, for one purpose. */
    public Secret derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new Secret(HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** The text itself, to be sent and nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "secret";
    }

    private static void warnIfOpen(Path file) throws IOException {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                LOG.atWarn().addKeyValue("file", file).log("everybody on this machine may read this secret: chmod 600");
            }
        } catch (UnsupportedOperationException e) {
            LOG.atDebug().addKeyValue("file", file).log("permissions of the secret are not known here");
        }
    }
}
