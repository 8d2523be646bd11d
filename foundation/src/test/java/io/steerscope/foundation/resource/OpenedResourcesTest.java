package io.steerscope.foundation.resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenedResourcesTest {

    private final List<String> closed = new ArrayList<>();
    private final OpenedResources resources = new OpenedResources();

    @Test
    void resourcesAreClosedFromLastToFirstAndOnce() {
        // given
        resources.add("a", () -> closed.add("a"));
        resources.add("b", () -> closed.add("b"));

        // when
        resources.close();
        resources.close();

        // then
        assertThat(closed).containsExactly("b", "a");
    }

    @Test
    void oneThatFailsKeepsNoOtherOpen() {
        // given
        IllegalStateException first = new IllegalStateException("c");
        IllegalStateException second = new IllegalStateException("b");
        resources.add("a", () -> closed.add("a"));
        resources.add("b", () -> {
            throw second;
        });
        resources.add("c", () -> {
            throw first;
        });

        // then
        assertThatThrownBy(resources::close).isSameAs(first).hasSuppressedException(second);
        assertThat(closed).containsExactly("a");
    }

    @Test
    void aFailureToOpenStaysTheFailure() {
        // given
        IOException failure = new IOException("not to be opened");
        IllegalStateException ofClosing = new IllegalStateException("a");
        resources.add("a", () -> {
            throw ofClosing;
        });

        // when
        IOException told = resources.closedAfter(failure);

        // then
        assertThat(told).isSameAs(failure).hasSuppressedException(ofClosing);
    }
}
