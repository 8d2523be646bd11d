package io.steerscope.app.command;

import java.nio.file.Path;

/**
 * The folder that holds the models and pair sets which travel with the project. The launcher names it in the system
 * property {@code steerscope.home}; without it, it is the working directory.
 */
final class ProjectHome {

    private ProjectHome() {}

    /** A path inside the project. Paths that a user gives resolve against the working directory and not here. */
    static Path resolve(String relative) {
        return Path.of(System.getProperty("steerscope.home", "")).resolve(relative);
    }
}
