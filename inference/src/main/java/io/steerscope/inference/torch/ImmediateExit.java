package io.steerscope.inference.torch;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process in which native code may be running: {@code _exit} of the C library, which runs nothing else.
 * {@link Runtime#halt} skips the hooks of Java but not the destructors of native libraries, and those take from running
 * calls what they work with.
 */
final class ImmediateExit {

    private final @Nullable Function exit;

    private ImmediateExit(@Nullable Function exit) {
        this.exit = exit;
    }

    /** Finds the function while all is well: later there may be no memory, or no disk to load anything from. */
    static ImmediateExit prepare() {
        try {
            return new ImmediateExit(NativeLibrary.getProcess().getFunction("_exit"));
        } catch (LinkageError | RuntimeException e) {
            // A platform without it: halting is the best there is.
            return new ImmediateExit(null);
        }
    }

    void exit(int status) {
        try {
            if (exit != null) {
                exit.invoke(new Object[] {status});
            }
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }
}
