package io.steerscope.app.analogies;

import java.util.HashSet;
import java.util.Set;

/** Names that are each given once: the second of a name becomes {@code NAME (2)}. */
public final class UniqueNames {

    private final Set<String> taken = new HashSet<>();

    /** With names that are taken already. */
    static UniqueNames besides(Set<String> taken) {
        UniqueNames names = new UniqueNames();
        names.taken.addAll(taken);
        return names;
    }

    /** The name, or one made of it that is not yet taken. */
    public String of(String name) {
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = "%s (%d)".formatted(name, number);
        }
        return unique;
    }
}
