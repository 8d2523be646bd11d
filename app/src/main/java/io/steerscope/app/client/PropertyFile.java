package io.steerscope.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.schemas.text.VisibleText;

/** A file of client properties in the format of {@link Properties}, in UTF-8. */
final class PropertyFile {

    private static final int LARGEST_BYTES = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern BAD_ESCAPE = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u(?![0-9A-Fa-f]{4}).*");

    private PropertyFile() {}

    /**
     * The properties of a file, without the space at the end of values that are no secrets: it is never meant, and
     * Kafka keeps it.
     *
     * @throws ActionableException if the file cannot be read, is no such file, or gives a property two values
     */
    static Map<String, String> read(Path file) {
        String text = text(file);
        UniqueProperties properties = new UniqueProperties(file);
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new ActionableException(file + badEscape(text), e);
        } catch (IOException e) {
            throw new ActionableException("cannot read " + file + ": " + Reason.of(e), e);
        }
        Map<String, String> trimmed = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            String name = (String) key;
            if (!NAME.matcher(name).matches()) {
                throw new ActionableException(file + " is not a properties file: it holds the name \""
                        + VisibleText.of(name.substring(0, Math.min(40, name.length())))
                        + "\"; write lines of NAME=VALUE");
            }
            trimmed.put(name, PropertyNames.isSecret(name) ? (String) value : ((String) value).stripTrailing());
        });
        return trimmed;
    }

    private static String text(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST_BYTES + 1);
        } catch (IOException e) {
            throw new ActionableException("cannot read " + file + ": " + Reason.of(e), e);
        }
        if (bytes.length > LARGEST_BYTES) {
            throw new ActionableException(file + " is not a properties file: it has more than 1 MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ActionableException(file + " is not a properties file: it is no text in UTF-8", e);
        }
    }

    private static String badEscape(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (BAD_ESCAPE.matcher(lines.get(i)).find()) {
                return ":" + (i + 1)
                        + ": \\u needs four hexadecimal digits; a backslash itself is written twice, as in C:\\\\users";
            }
        }
        return " is not a properties file: \\u needs four hexadecimal digits";
    }

    /** Properties that remember what they were given first. */
    private static final class UniqueProperties extends Properties {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Path file;

        UniqueProperties(Path file) {
            this.file = file;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            Object earlier = get(key);
            if (earlier != null && !earlier.equals(value)) {
                throw new ActionableException(file + ": " + VisibleText.of(key.toString())
                        + " is given twice, with different values: keep one");
            }
            return super.put(key, value);
        }

        @Override
        public synchronized boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public synchronized int hashCode() {
            return super.hashCode();
        }
    }
}
