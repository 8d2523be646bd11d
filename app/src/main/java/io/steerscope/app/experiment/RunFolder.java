package io.steerscope.app.experiment;

import java.nio.file.Path;

import io.steerscope.results.format.html.ReportFiles;

/**
 * Where things are in the folder of a run.
 *
 * @param root the folder
 */
public record RunFolder(Path root) {

    /** What the folder is for. */
    public Path record() {
        return root.resolve("run.json");
    }

    /** Data of the embedded broker. */
    public Path broker() {
        return root.resolve("broker");
    }

    /** State stores of the aggregator. */
    public Path state() {
        return root.resolve("state");
    }

    /** Log of every run. */
    public Path log() {
        return root.resolve("logs").resolve("steerscope.log");
    }

    /** The steered images. */
    public Path images() {
        return root.resolve("images");
    }

    /** The unsteered images. */
    public Path baseline() {
        return root.resolve("baseline");
    }

    /** Images that are too large to travel inside their records. */
    public Path largeImages() {
        return root.resolve("large-images");
    }

    /** The margins of all unsteered images; there if and only if the design has such. */
    public Path baselineMargins() {
        return root.resolve("baseline.csv");
    }

    /** The margins of all unsteered images under a scorer that came after the run. */
    public Path baselineMargins(String scorerId) {
        return root.resolve("baseline-" + scorerId + ".csv");
    }

    /** The margins of all steered images. */
    public Path margins() {
        return root.resolve("margins.csv");
    }

    /** The margins of all steered images under a scorer that came after the run. */
    public Path margins(String scorerId) {
        return root.resolve("margins-" + scorerId + ".csv");
    }

    /** What was decided of the cells; there if and only if the design stops them when they are decided. */
    public Path decisions() {
        return root.resolve("decisions.csv");
    }

    /** The report as a page. */
    public Path html() {
        return root.resolve("report.html");
    }

    /** The figures of the report, one in each file. */
    public Path figures() {
        return root.resolve(ReportFiles.FIGURES);
    }

    /** The tables of the report, one in each file. */
    public Path tables() {
        return root.resolve(ReportFiles.TABLES);
    }

    /** The report as Markdown. */
    public Path markdown() {
        return root.resolve("report.md");
    }

    /** The report as a table. */
    public Path table() {
        return root.resolve("report.txt");
    }

    /** The report; there if and only if the experiment is finished. */
    public Path report() {
        return root.resolve("report.json");
    }
}
