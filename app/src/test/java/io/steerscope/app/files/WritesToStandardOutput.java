package io.steerscope.app.files;

import java.io.IOException;
import java.nio.file.Path;

/** Writes to the file that is named, between two words on its own standard output. */
final class WritesToStandardOutput {

    private WritesToStandardOutput() {}

    public static void main(String[] arguments) throws IOException {
        System.out.print("before ");
        System.out.flush();
        AtomicFile.write(Path.of(arguments[0]), "written ");
        System.out.print("after ");
        System.out.flush();
    }
}
