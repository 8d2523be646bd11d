package io.steerscope.app.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.app.failure.ActionableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientConfigTest {

    private static final String SERVERS = "127.0.0.1:9092";
    private static final String LOGIN =
            "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\"";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | 127.0.0.1 names no port: give HOST:PORT",
                "127.0.0.1:99999 | the port of 127.0.0.1:99999 must be between 1 and 65535",
                "127.0.0.1:0 | must be between 1 and 65535",
                "a:1 b:2 | separated by commas",
                "a:1;b:2 | separated by commas",
                "'' | --bootstrap-server is empty",
                "' , ' | --bootstrap-server is empty",
                "a:1:2 | a:1:2 is not HOST:PORT",
                "http://a:1/ | is the address of a web page: give HOST:PORT, as in a:1",
                "no-such-host.invalid:1 | there is no host no-such-host.invalid"
            })
    void aListOfBrokersThatIsNoneIsNamed(String servers, String line) {
        assertThatThrownBy(() -> ClientConfig.of(null, servers))
                .isInstanceOf(ActionableException.class)
                .hasMessageContaining(line);
    }

    @ParameterizedTest
    @CsvSource({"'127.0.0.1:9092, localhost:9093'", "'[::1]:9092'", "SSL://127.0.0.1:9092", "'127.0.0.1:1,'"})
    void listsThatKafkaTakesPass(String servers) {
        assertThat(ClientConfig.of(null, servers).properties()).containsKey("bootstrap.servers");
    }

    @Test
    void aPropertyThatIsNearlyOneOfKafkasIsRefusedWithItsName() throws IOException {
        assertThatThrownBy(() -> ClientConfig.of(file("security.protocl=SSL"), SERVERS))
                .hasMessageEndingWith("Kafka has no property security.protocl; did you mean security.protocol?");
    }

    @Test
    void otherUnknownPropertiesPassWithAWarning() throws IOException {
        // when
        ClientConfig config = ClientConfig.of(file("my.plug.in=1", "acks=all"), SERVERS);

        // then
        assertThat(config.properties()).containsEntry("my.plug.in", "1");
        assertThat(config.warnings()).singleElement().asString().contains("my.plug.in");
    }

    @Test
    void everyPropertyPassesWithItsDefault() throws IOException {
        for (String name : PropertyNames.all()) {
            String bare = PropertyNames.bare(name);
            for (ConfigDef definition : PropertyNames.definitions(name)) {
                Object value = definition.configKeys().get(bare).defaultValue;
                if (value instanceof Number || value instanceof Boolean || value instanceof String) {
                    // when
                    ClientConfig config = ClientConfig.of(
                            file(name + "=" + value, value.equals("SASL_PLAINTEXT") ? LOGIN + ";" : ""), SERVERS);

                    // then
                    if (!name.equals("bootstrap.servers")) {
                        assertThat(config.properties()).as(name).containsKey(name);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request.timeout.ms=soon | request.timeout.ms cannot be used: Invalid value soon: Not a number",
                "producer.acks=some | producer.acks cannot be used",
                "security.protocol=TLS | security.protocol",
                "security.protocol=SASL_SSL | needs sasl.jaas.config",
                "group.protocol=fast | group.protocol cannot be used",
                "a\\u12=1 | \\u needs four hexadecimal digits",
                "ssl.truststore.location=/no/such/file.jks | the file of ssl.truststore.location does not exist"
            })
    void aValueThatCannotBeUsedIsNamed(String line, String message) throws IOException {
        Path file = file(line);
        assertThatThrownBy(() -> ClientConfig.of(file, SERVERS))
                .isInstanceOf(ActionableException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void aLoginWithoutItsSemicolonIsNamed() throws IOException {
        assertThatThrownBy(() -> ClientConfig.of(file("security.protocol=SASL_PLAINTEXT", LOGIN), SERVERS))
                .hasMessageContaining("sasl.jaas.config", "it must end with a semicolon")
                .hasMessageNotContaining("PlainLoginModule");
    }

    @Test
    void oneNameWithTwoValuesIsRefusedAndWithTheSameValueIsNot() throws IOException {
        assertThatThrownBy(() -> ClientConfig.of(file("acks=all", "acks=1"), SERVERS))
                .hasMessageContaining("acks is given twice");
        assertThat(ClientConfig.of(file("acks=all", "acks=all"), SERVERS).properties())
                .containsEntry("acks", "all");
    }

    @Test
    void spaceAtTheEndOfAValueIsTakenOffUnlessItIsASecret() throws IOException {
        // when
        ClientConfig config = ClientConfig.of(file("security.protocol=PLAINTEXT  ", "ssl.key.password=abc "), SERVERS);

        // then
        assertThat(config.properties())
                .containsAllEntriesOf(Map.of("security.protocol", "PLAINTEXT", "ssl.key.password", "abc "));
        assertThat(config.warnings()).anyMatch(line -> line.contains("ends with a space"));
    }

    @Test
    void passwordsThatNothingUsesAreWarnedOf() throws IOException {
        assertThat(ClientConfig.of(file("sasl.mechanism=PLAIN", LOGIN + ";"), SERVERS)
                        .warnings())
                .singleElement()
                .asString()
                .contains("has no effect, since security.protocol is PLAINTEXT");
    }

    @Test
    void whatIsNoFileOfPropertiesIsSaidSo() throws IOException {
        // given
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, 0, 1, (byte) 0x80});
        Path zeros = Files.write(folder.resolve("zeros"), new byte[100]);

        // then
        assertThatThrownBy(() -> ClientConfig.of(binary, SERVERS)).hasMessageContaining("it is no text in UTF-8");
        assertThatThrownBy(() -> ClientConfig.of(zeros, SERVERS))
                .hasMessageContaining("is not a properties file")
                .hasMessageNotContaining("\u0000");
        assertThatThrownBy(() -> ClientConfig.of(folder, SERVERS)).hasMessageContaining("cannot read " + folder);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), String.join("\n", lines) + "\n");
    }
}
