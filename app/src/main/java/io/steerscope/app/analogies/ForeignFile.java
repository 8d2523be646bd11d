package io.steerscope.app.analogies;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import io.steerscope.app.embeddings.FileKind;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;

/** Files that are given as vectors of words and are something else. */
final class ForeignFile {

    private static final String FORMS = "word2vec (text or binary), GloVe text, and tables of embeddings (CSV with the"
            + " columns word, e0, e1, .., or Parquet)";

    /** Control characters that no text file has, but numbers of four bytes have soon. */
    static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F]");

    private ForeignFile() {}

    /** @throws io.steerscope.schemas.table.TableException always, which names what the file is and what is read */
    static void refuse(Path file, FileBeginning beginning) {
        String text = beginning.text();
        Optional<FileKind> kind = FileKind.of(text);
        if (kind.isEmpty() && BINARY.matcher(text).find()) {
            kind = Optional.of(new FileKind("binary and does not begin with numbers of words and coordinates", ""));
        }
        if (kind.isPresent()) {
            TableFaults ofFile = TableFaults.ofRows(file);
            ofFile.add(new Place(0, 1), kind.get().fault("file of vectors", FORMS));
            ofFile.refuseIfAny();
        }
        String first = beginning.firstLine().strip();
        TableFaults faults = new TableFaults(file);
        int line = 1 + (int) text.lines().takeWhile(String::isBlank).count();
        faults.add(
                new Place(line, 1),
                "%s is no word with coordinates behind it, and this no file of vectors: read are %s"
                        .formatted(FieldText.quoted(first), FORMS));
        faults.refuseIfAny();
    }
}
