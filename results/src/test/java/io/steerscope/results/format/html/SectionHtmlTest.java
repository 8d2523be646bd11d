package io.steerscope.results.format.html;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Exhibits;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;

import static org.assertj.core.api.Assertions.assertThat;

class SectionHtmlTest {

    @Test
    void aLongReasonHasAColumnOfSomeWidthAndShortWordsHaveNot() {
        // given
        String reason = "too few items: about 30 more would show that it works, or that it does not";
        Section section = new Section(
                "verdicts",
                "Verdicts",
                List.of(new Table(
                        "Verdicts",
                        "",
                        List.of(Table.Column.text("Category"), Table.Column.text("Undecided because")),
                        List.of(List.of(Cell.text("size"), Cell.text(reason))))));

        // when
        String html = new SectionHtml(identity -> Optional.empty(), Exhibits.of(List.of()))
                .blocks(section)
                .toString();

        // then
        assertThat(html)
                .contains("<th scope=\"row\">size</th>", "<td class=\"long\">" + reason + "</td>")
                .contains("<th scope=\"col\">Undecided because</th>");
        assertThat(Styles.text()).containsPattern("\\.long \\{ min-width: \\d+rem; }");
    }

    @Test
    void captionsStayWithinWhatIsSeenOfATableThatScrolls() {
        assertThat(Styles.text())
                .contains("container-type: inline-size")
                .containsPattern("caption \\{[^}]*100cqi[^}]*position: sticky");
    }
}
