package io.steerscope.app.analogies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.schemas.table.TableException;
import io.steerscope.statistics.analogy.Question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuestionFileTest {

    @TempDir
    private Path folder;

    private QuestionFile questions(String text) throws IOException {
        return QuestionFile.read(Files.writeString(folder.resolve("questions"), text));
    }

    @Test
    void everyFormOfAQuestionIsRead() throws IOException {
        // when
        QuestionFile lines = questions("\uFEFF: capitals\r\n\r\nParis  Frankreich\tRom Italien/Italia/Italien\r\n"
                + ": empty\r\n:größe\r\nnew york:usa :: bern : schweiz\r\n");
        QuestionFile table = questions(
                "d,section,a,b,c\nItalien/Italia,capitals,Paris,Frankreich,Rom\nschweiz,größe,new york,usa,bern\n");

        // then
        assertThat(lines.sections()).containsExactly("capitals", "empty", "größe");
        assertThat(lines.questions())
                .containsExactly(
                        new Question("capitals", "Paris", "Frankreich", "Rom", List.of("Italien", "Italia")),
                        new Question("größe", "new york", "usa", "bern", List.of("schweiz")));
        assertThat(table.questions()).isEqualTo(lines.questions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b c~ | questions:1:1: \"a b c\" has 3 words, not 4",
                ": s~a:b::c~ | questions:2:1: \"a:b::c\" has 3 words, not 4",
                "a b c d/~ | questions:1:1: a word of the question is empty",
                "a:b::c: ~ | questions:1:1: a word of the question is empty",
                "a,b,c,d~x,y,z,~ | questions:2:7: d is empty: fill it in",
                "a,b,c,d~x,y,z,u/~ | questions:2:7: an answer in d is empty: write several as d1/d2",
                "a,b,c,d~x,,z,~ | questions:2:3: b is empty: fill it in",
                "Section,A,B,C~s,x,y,z~ | questions:1:1: column d is missing, the header has \"Section,A,B,C\": add it",
                "A;B;C;D~x;y;z;u~ | questions:1:1: columns are separated by ';': save the file with commas",
                "section\ta\tb\tc\td~ | questions:1:1: columns are separated by tabs",
                ": s~ | questions:1:1: there is no question",
            })
    void whatIsNoQuestionIsNamed(String text, String message) {
        assertThatThrownBy(() -> questions(text.replace("~", "\n")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesOfColumnsAreReadWhateverTheirCase() throws IOException {
        // when
        QuestionFile questions = questions("SECTION,A,B,\"C\",D,\"no, section\"\ns,x,y,z,u,v\n");
        RelationFile relations = RelationFile.read(
                Files.writeString(folder.resolve("r.csv"), "Relation,FIRST,Second,Rating\nr,x,y,1\n"));

        // then
        assertThat(questions.questions()).containsExactly(new Question("s", "x", "y", "z", List.of("u")));
        assertThat(relations.relations().get("r")).containsExactly(new RelationFile.Pair("x", "y", 1.0));
    }

    @Test
    void fourWordsWithTabsBetweenAreAQuestion() throws IOException {
        assertThat(questions("a\tb\tc\td\n").questions())
                .containsExactly(new Question("", "a", "b", "c", List.of("d")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relation,first,second~,x,y~ | r.csv:2:1: the relation has no name: fill it in",
                "relation,x,y~r,x,y~ | r.csv:1:1: columns first, second are missing",
                "relation,a,y~r,x,y~ | r.csv:1:1: column b is missing",
                "Relation;First;Second~r;x;y~ | r.csv:1:1: columns are separated by ';'",
            })
    void whatIsNoTableOfRelationsIsNamed(String text, String message) {
        assertThatThrownBy(() -> RelationFile.read(Files.writeString(folder.resolve("r.csv"), text.replace("~", "\n"))))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(message);
    }

    @Test
    void relationsHaveEitherNamesOfTheirWords() throws IOException {
        // when
        RelationFile letters = RelationFile.read(Files.writeString(
                folder.resolve("r.csv"), "relation,a,b,rating\nsize,big,small,2.5\nsize,tall,short,\n"));

        // then
        assertThat(letters.relations().get("size"))
                .containsExactly(
                        new RelationFile.Pair("big", "small", 2.5), new RelationFile.Pair("tall", "short", Double.NaN));
        assertThatThrownBy(() -> RelationFile.read(
                        Files.writeString(folder.resolve("r.csv"), "relation,first,second,rating\nr,x,,y\n")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("r.csv:2:5: a word of the pair is empty")
                .hasMessageContaining("r.csv:2:6: rating \"y\" is not a plain decimal number");
    }
}
