package io.steerscope.app.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of the Java runtime, the classes and the settings of this one. */
public final class JavaProcess {

    private JavaProcess() {}

    /**
     * Program and arguments: those that this process was started with, but for agents, which want a port or a file.
     *
     * @param heap the largest heap unless this process was given one, such as {@code 512m}
     */
    public static List<String> likeThis(String heap, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agent") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }
}
