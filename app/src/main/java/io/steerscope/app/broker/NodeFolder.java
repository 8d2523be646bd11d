package io.steerscope.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A formatted log folder of the node.
 *
 * @param logs the folder, absolute: {@code log.dirs}
 * @param clusterId identity that it was formatted with
 */
record NodeFolder(Path logs, String clusterId) {

    /** As {@link #prepare(Path, int, String)}, for a single node; a new cluster gets an id of its own. */
    static NodeFolder prepare(Path dataFolder) throws IOException {
        return prepare(dataFolder, NodeProperties.NODE_ID, Uuid.randomUuid().toString());
    }

    /**
     * The log folder inside a data folder, formatted at its first use. Formatting happens aside and is moved into
     * place, so that a folder is formatted whole or not at all.
     *
     * @param node id of the node
     * @param newClusterId cluster id of a folder that is not formatted
     */
    static NodeFolder prepare(Path dataFolder, int node, String newClusterId) throws IOException {
        Path logs = dataFolder.toAbsolutePath().normalize().resolve("kafka");
        Path identity = logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
        if (!Files.exists(identity)) {
            Path prepared = logs.resolveSibling("kafka.formatting");
            delete(prepared);
            Files.createDirectories(prepared);
            format(prepared, node, newClusterId);
            Files.move(prepared, logs, StandardCopyOption.ATOMIC_MOVE);
        }
        String clusterId =
                PropertiesUtils.readPropertiesFile(identity.toString()).getProperty("cluster.id");
        if (clusterId == null) {
            throw new IOException(identity + " names no cluster.id");
        }
        return new NodeFolder(logs, clusterId);
    }

    private static void format(Path folder, int node, String clusterId) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(node)
                    .setClusterId(clusterId)
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName(NodeProperties.CONTROLLER_LISTENER)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
