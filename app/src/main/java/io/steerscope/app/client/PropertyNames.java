package io.steerscope.app.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties that Kafka's clients know: by their names, with the prefixes that direct them to one client, and in
 * the name spaces that belong to whoever plugs something in.
 */
final class PropertyNames {

    private static final Map<String, ConfigDef> CLIENTS = Map.of(
            "consumer", ConsumerConfig.configDef(),
            "producer", ProducerConfig.configDef(),
            "admin", AdminClientConfig.configDef(),
            "streams", StreamsConfig.configDef());

    /** What stands before a name, and whose names follow. */
    private static final Map<String, ConfigDef> PREFIXES = Map.of(
            "consumer.", ConsumerConfig.configDef(),
            "main.consumer.", ConsumerConfig.configDef(),
            "restore.consumer.", ConsumerConfig.configDef(),
            "global.consumer.", ConsumerConfig.configDef(),
            "producer.", ProducerConfig.configDef(),
            "admin.", AdminClientConfig.configDef());

    private static final List<String> OPEN =
            List.of("config.providers.", "metrics.jmx.", "client.tag.", "topic.", "internal.", "__");

    private static final Set<String> ALL = Stream.concat(
                    CLIENTS.values().stream().flatMap(client -> client.names().stream()),
                    PREFIXES.entrySet().stream().flatMap(prefix -> prefix.getValue().names().stream()
                            .map(name -> prefix.getKey() + name)))
            .collect(Collectors.toCollection(TreeSet::new));

    private PropertyNames() {}

    /** Every known name, those with prefixes among them, ascending. */
    static Set<String> all() {
        return ALL;
    }

    static boolean isKnown(String name) {
        return ALL.contains(name) || OPEN.stream().anyMatch(name::startsWith);
    }

    /** Whether the value is a password or something like it, which is never shown and never changed. */
    static boolean isSecret(String name) {
        return definitions(name).stream()
                .map(client -> client.configKeys().get(bare(name)))
                .anyMatch(key -> key != null && key.type() == ConfigDef.Type.PASSWORD);
    }

    /** The clients that know a name. */
    static List<ConfigDef> definitions(String name) {
        for (Map.Entry<String, ConfigDef> prefix : PREFIXES.entrySet()) {
            if (name.startsWith(prefix.getKey())
                    && prefix.getValue()
                            .names()
                            .contains(name.substring(prefix.getKey().length()))) {
                return List.of(prefix.getValue());
            }
        }
        return CLIENTS.values().stream()
                .filter(client -> client.names().contains(name))
                .toList();
    }

    /** The name without a prefix. */
    static String bare(String name) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> name.startsWith(prefix.getKey())
                        && prefix.getValue()
                                .names()
                                .contains(name.substring(prefix.getKey().length())))
                .findFirst()
                .map(prefix -> name.substring(prefix.getKey().length()))
                .orElse(name);
    }

    /** The known name that somebody who wrote an unknown one is likely to mean. */
    static Optional<String> meant(String unknown) {
        String plain = plain(unknown);
        String best = null;
        int least = tolerated(plain) + 1;
        for (String known : ALL) {
            int distance = plain(known).equals(plain) || sameWords(known, plain) || lacksItsStart(known, plain)
                    ? 0
                    : EditDistance.between(plain, known, least);
            if (distance < least) {
                least = distance;
                best = known;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }

    /** One slip in a short name, two in a longer one, three in a long one. */
    private static int tolerated(String name) {
        return name.length() < 7 ? 1 : name.length() < 20 ? 2 : 3;
    }

    private static boolean sameWords(String known, String plain) {
        return known.length() == plain.length() && words(known).equals(words(plain));
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.split("\\.")).sorted().toList();
    }

    /** Whether the layer is missing before a property of security, as in {@code truststore.location}. */
    private static boolean lacksItsStart(String known, String plain) {
        return plain.indexOf('.') > 0 && (known.equals("ssl." + plain) || known.equals("sasl." + plain));
    }
}
