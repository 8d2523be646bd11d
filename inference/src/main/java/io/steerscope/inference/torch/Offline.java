package io.steerscope.inference.torch;

/** Keeps DJL from downloading and reporting anything, where the system properties do not say otherwise. */
public final class Offline {

    private Offline() {}

    /**
     * Sets {@code ai.djl.offline} and {@code OPT_OUT_TRACKING} to true where they are not set. To be called before DJL
     * is.
     */
    public static void keep() {
        setIfAbsent("ai.djl.offline");
        setIfAbsent("OPT_OUT_TRACKING");
    }

    private static void setIfAbsent(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }
}
