package io.steerscope.app.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Handlers of signals. The class of the Java platform for them, {@code sun.misc.Signal}, is exported for use by
 * programs but not part of the platform's specification; hence by reflection, and where it is missing signals stay as
 * they are.
 */
final class Signals {

    private Signals() {}

    /**
     * Lets a handler receive a signal, which no longer ends the process then. A signal that this process was started to
     * ignore stays ignored.
     *
     * @param name name without {@code SIG}
     * @param handler receives the number of the signal, in a thread of its own
     */
    static void handle(String name, IntConsumer handler) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.accept(
                                    (int) signalType.getMethod("getNumber").invoke(arguments[0]));
                        }
                        return null;
                    });
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
        } catch (ReflectiveOperationException e) {
            if (e instanceof InvocationTargetException invocation && invocation.getCause() instanceof Error error) {
                throw error;
            }
            // Another virtual machine, or a platform without this signal: its own handler does.
        }
    }
}
