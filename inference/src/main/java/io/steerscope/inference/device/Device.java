package io.steerscope.inference.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model runs, written {@code cpu}, {@code cuda} (which is {@code cuda:0}) or {@code cuda:n}.
 *
 * @param kind processor type
 * @param index number of the GPU; 0 for the CPU
 */
public record Device(Kind kind, int index) {

    /** The CPU. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** Type of a processor. */
    public enum Kind {
        CPU,
        CUDA
    }

    public Device {
        if (index < 0 || (kind == Kind.CPU && index != 0)) {
            throw new IllegalArgumentException("No device " + kind + " with index " + index);
        }
    }

    /**
     * Reads a device.
     *
     * @throws IllegalArgumentException if the text is not {@code cpu}, {@code cuda} or {@code cuda:n}
     */
    public static Device parse(String text) {
        if (text.equals("cpu")) {
            return CPU;
        }
        Matcher matcher = CUDA.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("unknown device \"" + text + "\": use cpu, cuda or cuda:n");
        }
        return new Device(Kind.CUDA, matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
    }

    /** The same device in the terms of DJL. */
    public ai.djl.Device toDjl() {
        return kind == Kind.CPU ? ai.djl.Device.cpu() : ai.djl.Device.gpu(index);
    }

    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }
}
