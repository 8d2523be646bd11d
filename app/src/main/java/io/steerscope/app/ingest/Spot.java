package io.steerscope.app.ingest;

/**
 * Where something of a source stands.
 *
 * @param line of a text; of Parquet the row, of a tar the number of the member; from 1, 0 for the file as a whole
 * @param column of a line
 * @param member name of the member of a tar; empty elsewhere
 */
record Spot(Part part, int line, int column, String member) {

    /** The file as a whole. */
    static Spot whole(Part part) {
        return new Spot(part, 0, 0, "");
    }

    /** The place, to begin a line with. */
    String label() {
        if (line == 0) {
            return part.file().toString();
        }
        return switch (part.form()) {
            case CSV, JSON_LINES -> part.file() + ":" + line + ":" + column;
            case PARQUET -> part.file() + ": row " + line;
            case TAR -> part.file() + ": " + member;
        };
    }

    /** The place, within a line that begins with the label of another. */
    String seenFrom(Spot other) {
        String where =
                switch (part.form()) {
                    case CSV, JSON_LINES -> "on line " + line;
                    case PARQUET -> "in row " + line;
                    case TAR -> "in member " + member;
                };
        return part.index() == other.part.index() ? where : where + " of " + part.file();
    }
}
