package io.steerscope.interactivequeries;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The partitioned stores of a topology that can be read; a store that is not here cannot. A store that is whole on
 * every instance needs no entry.
 *
 * @param all the stores, each name once
 */
public record PartitionedStores(List<KeyedStore<?>> all) {

    /** Copies the list. */
    public PartitionedStores {
        all = List.copyOf(all);
    }

    /** These stores. */
    public static PartitionedStores of(Collection<KeyedStore<?>> stores) {
        return new PartitionedStores(List.copyOf(stores));
    }

    /** Topics whose partitions are those of some store. */
    public SortedSet<String> topics() {
        SortedSet<String> names = new TreeSet<>();
        all.forEach(store -> names.add(store.topic()));
        return names;
    }

    /** The store of this name. */
    Optional<KeyedStore<?>> named(String name) {
        return all.stream().filter(store -> store.name().equals(name)).findFirst();
    }
}
