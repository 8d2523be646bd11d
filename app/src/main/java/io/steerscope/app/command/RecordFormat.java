package io.steerscope.app.command;

/** How records of a topic are printed. */
enum RecordFormat {

    /** One JSON object a line. */
    JSONL,

    /** Indented JSON objects, for people. */
    JSON
}
