package io.steerscope.worker.loop;

/**
 * Health of a component.
 *
 * @param live whether it works or may recover by itself; if not, it should be restarted
 * @param ready whether it is doing its work now
 * @param detail one line that says why
 */
public record Health(boolean live, boolean ready, String detail) {}
