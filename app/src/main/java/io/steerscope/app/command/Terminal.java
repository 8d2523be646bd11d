package io.steerscope.app.command;

/** The terminal, as the launcher found it: Java cannot tell for one stream alone. */
final class Terminal {

    private static final int DEFAULT_COLUMNS = 112;
    private static final String PROPERTY = "steerscope.terminal";

    private Terminal() {}

    /** Whether standard error is a terminal. */
    static boolean isStandardError() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** Takes standard error for no terminal from now on, as when programs read it. */
    static void forget() {
        System.setProperty(PROPERTY, "false");
    }

    /** Columns of a table: those of the environment variable {@code COLUMNS}, else 112. */
    static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    }
}
