package io.steerscope.app.deployment;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files by which the project is deployed, as YAML. */
final class DeploymentFiles {

    /** The folder of the project. */
    static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    static final Path KUBERNETES = PROJECT.resolve("deploy/kubernetes");

    /** {@code ${NAME:-what stands without it}} and {@code ${NAME:+what stands with it}} of Compose. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+):([-+])([^}]*)}");

    private DeploymentFiles() {}

    /** The services of {@code docker-compose.yml} by name, without any variable set. */
    static Map<String, Map<String, Object>> services() {
        Matcher variables = VARIABLE.matcher(text(PROJECT.resolve("docker-compose.yml")));
        String plain = variables.replaceAll(
                found -> found.group(2).equals("-") ? Matcher.quoteReplacement(found.group(3)) : "");
        return map(map(documents(plain).get(0)).get("services"));
    }

    /** Every document of every YAML file below a folder of {@code deploy/kubernetes} that is of a kind. */
    static List<Map<String, Object>> manifests(String folder, String kind) {
        try (Stream<Path> files = Files.walk(KUBERNETES.resolve(folder))) {
            List<Map<String, Object>> found = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(file -> documents(text(file))
                    .forEach(document -> {
                        if (kind.equals(document.get("kind"))) {
                            found.add(document);
                        }
                    }));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Map<String, Object>> documents(String yaml) {
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(new StringReader(yaml))
                .forEach(document -> documents.add(map(document)));
        return documents;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands at the end of a path of names. */
    static Object at(Map<String, Object> document, String... path) {
        Object value = document;
        for (String name : path) {
            value = map(value).get(name);
            if (value == null) {
                throw new AssertionError("nothing at " + String.join(".", path) + " of " + document);
            }
        }
        return value;
    }

    @SuppressWarnings("unchecked") // YAML has texts as keys here
    static <T> Map<String, T> map(Object value) {
        return (Map<String, T>) value;
    }

    @SuppressWarnings("unchecked") // as the caller knows the file
    static <T> List<T> list(Object value) {
        return (List<T>) value;
    }
}
