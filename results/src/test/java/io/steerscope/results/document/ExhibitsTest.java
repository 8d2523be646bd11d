package io.steerscope.results.document;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExhibitsTest {

    @Test
    void aNameIsTheHeadingThenTheSubheadingThenTheSection() {
        // given
        Table one = table("Direction of change");
        Table repeated = table("analogy");

        // when
        Exhibits exhibits = Exhibits.of(List.of(new Section(
                "geometry", "Direction", List.of(new Subheading("analogy, judged by clip"), one, repeated))));

        // then
        assertThat(exhibits.name(one)).contains("direction-of-change-analogy-clip-geometry");
        assertThat(exhibits.name(repeated)).contains("analogy-clip-geometry");
    }

    @Test
    void noTwoTablesHaveOneNameAndNoNameLeavesItsFolder() {
        // given
        Table first = table("../../<script>");
        Table second = table("../../<script>");

        // when
        Exhibits exhibits = Exhibits.of(List.of(new Section("failures", "Failures", List.of(first, second))));

        // then
        assertThat(exhibits.all())
                .extracting(Exhibits.Exhibit::name)
                .containsExactly("script-failures", "script-failures-2");
        assertThat(exhibits.name(table("../../<script>"))).isEmpty();
    }

    private static Table table(String name) {
        return new Table(name, "", List.of(Table.Column.text("a")), List.of());
    }
}
