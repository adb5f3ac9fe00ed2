package io.tributary.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Receives HTTP as bytes on a socket, so that nothing tidies up what a sender wrote. */
public final class RawReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Answer answer = Answer.status(202);

    public RawReceiver() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** What it does with a request. Bytes are written at once; null hangs; empty closes. */
    public interface Answer {

        byte[] to(Received request);

        static Answer status(int status, String... headers) {
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return _ ->
                    bytes("HTTP/1.1 " + status + " Said\r\n" + lines + "Content-Length: 0\r\n\r\n");
        }

        static Answer hang() {
            return _ -> null;
        }

        static Answer close() {
            return _ -> new byte[0];
        }

        static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** One request, as it came. */
    public record Received(
            String requestLine,
            List<List<String>> headers,
            byte[] body,
            boolean chunked,
            long nanos) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public List<String> names() {
            return headers.stream().map(List::getFirst).toList();
        }

        public List<String> values(String name) {
            return headers.stream()
                    .filter(line -> line.getFirst().equalsIgnoreCase(name))
                    .map(List::getLast)
                    .toList();
        }

        public String header(String name) {
            return values(name).getFirst();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public void answers(Answer next) {
        answer = next;
    }

    public List<Received> received() {
        return received;
    }

    /** How many connections were opened to it. */
    public int connections() {
        return open.size();
    }

    /** Seconds between one request and the next. */
    public List<Double> gaps() {
        return IntStream.range(1, received.size())
                .mapToObj(i -> (received.get(i).nanos() - received.get(i - 1).nanos()) / 1e9)
                .toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                Received request = read(in);
                received.add(request);
                byte[] reply = answer.to(request);
                if (reply == null) {
                    in.read();
                    return;
                }
                if (reply.length == 0) {
                    return;
                }
                socket.getOutputStream().write(reply);
                socket.getOutputStream().flush();
            }
        } catch (EOFException | SocketException gone) {
            // The sender hung up, which is its right.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Received read(InputStream in) throws IOException {
        String requestLine = line(in);
        long nanos = System.nanoTime();
        List<List<String>> headers = new ArrayList<>();
        int length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            headers.add(List.of(name, value));
            if (name.equalsIgnoreCase("content-length")) {
                length = Integer.parseInt(value);
            }
            chunked |= name.equalsIgnoreCase("transfer-encoding") && value.equals("chunked");
        }
        byte[] body = chunked ? chunks(in) : in.readNBytes(length);
        return new Received(requestLine, headers, body, chunked, nanos);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16);
                size > 0;
                size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
