package io.steerscope.results.document;

import java.util.HashSet;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlugTest {

    @Test
    void wordsBecomeLowerCaseAndStayReadable() {
        assertThat(Slug.of("Margin by category and alpha", "analogy", "ToyBox CLIP"))
                .isEqualTo("margin-by-category-and-alpha-analogy-toybox-clip");
        assertThat(Slug.of("../../etc/passwd", "<script>", "été")).isEqualTo("etc-passwd-script-ete");
        assertThat(Slug.of("../..", "")).isEmpty();
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        // given
        Set<String> taken = new HashSet<>();

        // when, then
        assertThat(Slug.unique("a", taken)).isEqualTo("a");
        assertThat(Slug.unique("a", taken)).isEqualTo("a-2");
        assertThat(Slug.unique("a-2", taken)).isEqualTo("a-2-2");
    }

    @Property
    void noSlugHoldsAnythingButLettersDigitsAndHyphens(@ForAll String one, @ForAll String other) {
        assertThat(Slug.of(one, other)).matches("[a-z0-9-]{0,120}");
    }
}
