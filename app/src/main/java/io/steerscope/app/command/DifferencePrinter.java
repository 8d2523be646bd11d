package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;

import io.steerscope.app.differences.DifferenceOutput;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.schemas.text.VisibleText;

/** Prints what a command about differences found. */
final class DifferencePrinter {

    private DifferencePrinter() {}

    static void print(CommandSpec spec, ReportFormat format, List<String> remarks, DifferenceOutput output) {
        PrintWriter err = spec.commandLine().getErr();
        remarks.forEach(line -> err.println(spec.qualifiedName() + ": " + VisibleText.of(line)));
        output.remarks().forEach(line -> err.println(spec.qualifiedName() + ": " + VisibleText.of(line)));
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case JSON -> out.println(JsonText.indented(output.fields()));
            case TABLE -> out.print(ReportTable.render(output.section(), Terminal.columns()));
            case MARKDOWN -> out.print(ReportMarkdown.render(output.section()));
        }
        out.flush();
    }
}
