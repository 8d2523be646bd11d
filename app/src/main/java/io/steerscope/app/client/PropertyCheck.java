package io.steerscope.app.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.security.JaasContext;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.text.VisibleText;

/** Client properties held against what Kafka's clients know. */
final class PropertyCheck {

    private static final String PROTOCOL = "security.protocol";
    private static final String JAAS = "sasl.jaas.config";
    private static final Set<String> FILES = Set.of(
            "ssl.truststore.location",
            "ssl.keystore.location",
            "sasl.oauthbearer.assertion.file",
            "sasl.oauthbearer.assertion.private.key.file",
            "sasl.oauthbearer.assertion.template.file");

    private final String source;
    private final Map<String, String> properties;

    /** @param source where the properties are from, for messages */
    PropertyCheck(String source, Map<String, String> properties) {
        this.source = source;
        this.properties = new TreeMap<>(properties);
    }

    /**
     * Checks names and values.
     *
     * @return warnings, each one line
     * @throws ActionableException with the first mistake
     */
    List<String> check() {
        Set<String> unknown = new TreeSet<>();
        for (String name : properties.keySet()) {
            if (!PropertyNames.isKnown(name)) {
                Optional<String> meant = PropertyNames.meant(name);
                if (meant.isPresent()) {
                    throw new ActionableException(
                            "%s: Kafka has no property %s; did you mean %s?".formatted(source, name, meant.get()));
                }
                unknown.add(name);
            }
        }
        properties.forEach(this::requireValid);
        properties.forEach(this::requireFile);
        requireSasl();
        List<String> warnings = new ArrayList<>();
        if (!unknown.isEmpty()) {
            warnings.add("%s: Kafka's clients know no property %s; passed on for plug-ins"
                    .formatted(source, String.join(", ", unknown)));
        }
        unusedSecurity().ifPresent(warnings::add);
        properties.forEach((name, value) -> {
            if (PropertyNames.isSecret(name) && !value.equals(value.stripTrailing()) && !name.endsWith(JAAS)) {
                warnings.add("%s: the value of %s ends with a space, which is kept".formatted(source, name));
            }
        });
        return warnings;
    }

    /**
     * A value is refused where every client that knows the name refuses it: some names mean different things to two.
     */
    private void requireValid(String name, String value) {
        if (isReference(value)) {
            return;
        }
        String bare = PropertyNames.bare(name);
        List<ConfigDef> definitions = PropertyNames.definitions(name);
        List<String> problems = definitions.stream()
                .flatMap(definition -> problem(definition, bare, value).stream())
                .toList();
        if (!definitions.isEmpty() && problems.size() == definitions.size()) {
            throw new ActionableException(source + ": " + name + " cannot be used: " + VisibleText.of(problems.get(0)));
        }
        if (bare.equals(PROTOCOL)
                && !Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL").contains(value.toUpperCase(Locale.ROOT))) {
            throw new ActionableException("%s: %s is %s: use PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"
                    .formatted(source, name, VisibleText.of(value)));
        }
    }

    private static Optional<String> problem(ConfigDef definition, String name, String value) {
        for (ConfigValue result : definition.validate(Map.of(name, value))) {
            if (result.name().equals(name) && !result.errorMessages().isEmpty()) {
                return Optional.of(result.errorMessages()
                        .get(0)
                        .replaceAll("\\s*\\R\\s*", " ")
                        .replaceFirst("^(Invalid value .*) for configuration \\S+: ", "$1: "));
            }
        }
        return Optional.empty();
    }

    private void requireFile(String name, String value) {
        if (FILES.contains(PropertyNames.bare(name)) && !isReference(value) && !Files.isReadable(Path.of(value))) {
            String reason = Files.exists(Path.of(value)) ? "cannot be read" : "does not exist";
            throw new ActionableException(
                    "%s: the file of %s %s: %s".formatted(source, name, reason, VisibleText.of(value)));
        }
    }

    private void requireSasl() {
        String protocol = protocol();
        String jaas = properties.get(JAAS);
        if (jaas != null && !isReference(jaas)) {
            requireJaas(jaas);
        }
        if (protocol.startsWith("SASL_")
                && jaas == null
                && System.getProperty("java.security.auth.login.config") == null) {
            throw new ActionableException("%s: %s=%s needs %s, with the login module of %s and what it logs in with"
                    .formatted(source, PROTOCOL, protocol, JAAS, properties.getOrDefault("sasl.mechanism", "GSSAPI")));
        }
    }

    /** Passwords and certificates that nothing uses: whoever gives them does not expect plain text. */
    private Optional<String> unusedSecurity() {
        String protocol = protocol();
        for (String layer : List.of("sasl", "ssl")) {
            boolean used = protocol.contains(layer.toUpperCase(Locale.ROOT));
            Optional<String> given = properties.keySet().stream()
                    .filter(name -> name.startsWith(layer + "."))
                    .findFirst();
            if (!used && given.isPresent()) {
                return Optional.of(
                        "%s: %s has no effect, since %s is %s".formatted(source, given.get(), PROTOCOL, protocol));
            }
        }
        return Optional.empty();
    }

    private String protocol() {
        return properties.getOrDefault(PROTOCOL, "PLAINTEXT").toUpperCase(Locale.ROOT);
    }

    private void requireJaas(String jaas) {
        try {
            JaasContext.loadClientContext(Map.of(JAAS, new org.apache.kafka.common.config.types.Password(jaas)));
        } catch (RuntimeException e) {
            String hint = jaas.strip().endsWith(";") ? "" : ": it must end with a semicolon";
            throw new ActionableException(
                    "%s: %s is not as in 'LOGIN_MODULE required NAME=\"VALUE\";'%s".formatted(source, JAAS, hint), e);
        }
    }

    /** Whether a value stands for another that a provider of configurations finds. */
    private static boolean isReference(String value) {
        return value.contains("${");
    }
}
