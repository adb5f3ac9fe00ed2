package io.tributary.backing.ready;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether anybody answers at an address. */
public final class PortProbe {
    private static final int MILLIS = 500;

    private PortProbe() {}

    public static boolean answers(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        var address =
                new InetSocketAddress(
                        hostAndPort.substring(0, colon),
                        Integer.parseInt(hostAndPort.substring(colon + 1)));
        try (var socket = new Socket()) {
            socket.connect(address, MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
