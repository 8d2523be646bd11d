package io.steerscope.aggregator;

import java.util.Map;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the native memory of all stores on disk of this process together: {@value #BYTES} bytes for blocks, indexes,
 * filters and what is not written yet. Kafka's default is 50 MB of blocks and up to 48 MB of writes for every partition
 * of every store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long BYTES = 96L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 48L * 1024 * 1024;
    private static final long LARGEST_MEMTABLE_BYTES = 8L * 1024 * 1024;

    /**
     * What a memtable takes at once. RocksDB's default, an eighth of the largest memtable, would be all that there is
     * for the stores of some ten partitions, which then wrote files of a few records each.
     */
    private static final long ARENA_BLOCK_BYTES = 64L * 1024;

    /** Native memory, shared by all stores and never given back, as RocksDB asks for. */
    private static final class Memory {

        static {
            RocksDB.loadLibrary();
        }

        static final Cache CACHE = new LRUCache(BYTES, -1, false, 0.1);
        static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Memory.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(Memory.WRITES);
        options.setWriteBufferSize(LARGEST_MEMTABLE_BYTES);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {}
}
