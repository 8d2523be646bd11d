package io.steerscope.aggregator;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.store.PagedStores;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AggregatorSettingsTest {

    private static final Map<String, Object> CLIENT = Map.of(
            "bootstrap.servers", "broker:9092",
            "commit.interval.ms", 2_000,
            "processing.guarantee", "at_least_once",
            "group.id", "somebody-else");

    @Test
    void clientPropertiesOverrideDefaultsButNeitherIdentityNorGuarantee() {
        // given
        AggregatorSettings settings = AggregatorSettings.local(CLIENT, TopicCatalogue.defaults(), Path.of("state"));

        // when
        Properties properties = StreamsProperties.of(settings.withInstanceId("one"), 8080);

        // then
        assertThat(properties)
                .containsEntry("commit.interval.ms", 2_000)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("dsl.store.suppliers.class", PagedStores.class)
                .containsEntry("application.id", AggregatorSettings.DEFAULT_APPLICATION_ID)
                .containsEntry("application.server", "127.0.0.1:8080")
                .containsEntry("main.consumer.group.instance.id", "one")
                .doesNotContainKey("group.id");
    }

    @Test
    void settingsThatCannotBeUsedAreRefusedInOneLine() {
        // given
        AggregatorSettings settings = AggregatorSettings.local(CLIENT, TopicCatalogue.defaults(), Path.of("state"));

        // then
        assertThatThrownBy(() -> settings.withHttp("0.0.0.0", 70_000))
                .hasMessage("HTTP port must be between 0 and 65535, is 70000");
        assertThatThrownBy(() -> settings.withApplicationId("my app"))
                .hasMessageContaining("\"my app\" must consist of");
    }
}
