package io.tributary.backing;

import java.nio.file.Path;

/**
 * How an embedded broker runs.
 *
 * @param dataDirectory where its configuration, log segments and output live; made if missing
 * @param port of the clients' listener on 127.0.0.1
 * @param controllerPort of the controller's listener on 127.0.0.1
 * @param heapMegabytes upper bound of the broker JVM's heap
 * @param endWithParent whether the broker is killed when this JVM is gone, even by SIGKILL
 */
public record KafkaSettings(
        Path dataDirectory,
        int port,
        int controllerPort,
        int heapMegabytes,
        boolean endWithParent) {
    public KafkaSettings {
        if (port == controllerPort) {
            throw new IllegalArgumentException("port and controllerPort must differ: " + port);
        }
        if (heapMegabytes < 128) {
            throw new IllegalArgumentException("heapMegabytes must be 128 or more");
        }
    }

    /** Free ports, 512 MB of heap, ended with this JVM. */
    public static KafkaSettings ephemeral(Path dataDirectory) {
        int port = Ports.free();
        int controllerPort = Ports.free();
        while (controllerPort == port) {
            controllerPort = Ports.free();
        }
        return new KafkaSettings(dataDirectory, port, controllerPort, 512, true);
    }
}
