package io.steerscope.app.embeddings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses pages: with what parquet-java brings, and gzip, for which it needs a Hadoop that is not here. */
final class ParquetCodecs implements CompressionCodecFactory {

    private static final Set<CompressionCodecName> READABLE = Set.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW,
            CompressionCodecName.GZIP);

    private final CodecFactory others = new CodecFactory(new PlainParquetConfiguration(), 0);

    static boolean canRead(CompressionCodecName codec) {
        return READABLE.contains(codec);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return others.getCompressor(codec);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return codec == CompressionCodecName.GZIP ? new Gzip() : others.getDecompressor(codec);
    }

    @Override
    public void release() {
        others.release();
    }

    private static final class Gzip implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(decompress(bytes.toInputStream(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
            ByteBuffer page = input.slice().limit(compressedSize);
            output.put(decompress(ByteBufferInputStream.wrap(page), size));
        }

        private static byte[] decompress(InputStream bytes, int size) throws IOException {
            try (GZIPInputStream in = new GZIPInputStream(bytes)) {
                byte[] page = in.readNBytes(size);
                if (page.length < size) {
                    throw new IOException("a page ends too early");
                }
                return page;
            }
        }

        @Override
        public void release() {}
    }
}
