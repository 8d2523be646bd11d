package io.steerscope.schemas.text;

import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureLineTest {

    @Test
    void aFailureIsOneLineOfBoundedLengthWithoutControlCharacters() {
        assertThat(FailureLine.of(new IllegalStateException("first\n   second\r\nthird\n")))
                .isEqualTo("first | second | third");
        assertThat(FailureLine.of(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(FailureLine.of(new IllegalStateException("x".repeat(2000)))).hasSize(501);
        assertThat(FailureLine.of(new IllegalStateException("bell\u0007"))).isEqualTo("bell\\u0007");
    }

    @Test
    void theCauseIsNamedRatherThanItsWrapper() {
        assertThat(FailureLine.of(new KafkaException(
                        "Cannot execute transactional method because we are in an error state",
                        new TopicAuthorizationException("not allowed: [scores]"))))
                .isEqualTo("not allowed: [scores]");
        assertThat(FailureLine.of(new ExecutionException(new KafkaException(
                        "Failed to construct kafka consumer", new ConfigException("no bootstrap urls")))))
                .isEqualTo("no bootstrap urls");
        assertThat(FailureLine.of(new KafkaException("Failed to load", new NoSuchFileException("/x.jks"))))
                .isEqualTo("/x.jks: no such file or folder");
    }

    @Test
    void aFailureThatWrapsItselfEnds() {
        KafkaException outer = new KafkaException("outer");
        KafkaException inner = new KafkaException("inner", outer);
        outer.initCause(inner);

        assertThat(FailureLine.of(outer)).isIn("outer", "inner");
        assertThat(FailureLine.find(outer, IllegalStateException.class)).isNull();
        assertThat(FailureLine.find(outer, KafkaException.class)).isSameAs(outer);
    }
}
