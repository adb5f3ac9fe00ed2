package io.tributary.simulator.wire;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection to one origin, used by one caller at a time. */
final class WireConnection {

    private static final Http1Config HEADERS_OF_ANY_SIZE =
            Http1Config.custom().setMaxHeaderCount(-1).setMaxLineLength(-1).build();

    private final Socket socket = new Socket();
    private final Origin origin;
    private final DefaultBHttpClientConnection http =
            new DefaultBHttpClientConnection(
                    HEADERS_OF_ANY_SIZE,
                    StandardCharsets.ISO_8859_1.newDecoder(),
                    StandardCharsets.ISO_8859_1.newEncoder());
    private volatile boolean reusable;

    WireConnection(Origin origin) {
        this.origin = origin;
    }

    WireResponse exchange(WireRequest request) throws IOException {
        reusable = false;
        try {
            connect();
            BasicClassicHttpRequest message = message(request);
            http.sendRequestHeader(message);
            http.sendRequestEntity(message);
            http.flush();
            return response(message);
        } catch (HttpException e) {
            throw new IOException("Parse Error: " + e.getMessage(), e);
        }
    }

    private void connect() throws IOException {
        if (http.isOpen()) {
            return;
        }
        socket.connect(new InetSocketAddress(origin.host(), origin.port()));
        socket.setTcpNoDelay(true);
        if (origin.secure()) {
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            SSLSocket tls =
                    (SSLSocket) factory.createSocket(socket, origin.host(), origin.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            http.bind(tls, socket);
        } else {
            http.bind(socket);
        }
    }

    private static BasicClassicHttpRequest message(WireRequest request) {
        BasicClassicHttpRequest message =
                new BasicClassicHttpRequest(request.method(), request.target());
        message.setVersion(HttpVersion.HTTP_1_1);
        request.headers().lines().forEach(h -> message.addHeader(h.name(), h.value()));
        boolean framed =
                message.containsHeader(HttpHeaders.CONTENT_LENGTH)
                        || message.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        if (framed) {
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return message;
    }

    private WireResponse response(BasicClassicHttpRequest message)
            throws IOException, HttpException {
        ClassicHttpResponse answer;
        do {
            answer = http.receiveResponseHeader();
            if (answer == null) {
                throw new ConnectionClosedException("socket hang up");
            }
        } while (answer.getCode() < 200);
        byte[] body = {};
        if (hasBody(message, answer)) {
            http.receiveResponseEntity(answer);
            byte[] read = EntityUtils.toByteArray(answer.getEntity());
            body = read == null ? body : read;
        }
        HeaderList headers = new HeaderList();
        for (Header header : answer.getHeaders()) {
            headers.add(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        reusable =
                DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                        message, answer, HttpCoreContext.create());
        return new WireResponse(answer.getCode(), headers, body);
    }

    private static boolean hasBody(BasicClassicHttpRequest message, ClassicHttpResponse answer) {
        return !"HEAD".equals(message.getMethod())
                && answer.getCode() != 204
                && answer.getCode() != 304;
    }

    /** True when the last answer was read to its end and the other side keeps the connection. */
    boolean isReusable() {
        try {
            return reusable && http.isOpen() && !http.isStale();
        } catch (IOException closed) {
            return false;
        }
    }

    /** Ends it at once, from any thread, whatever it is doing. */
    void abort() {
        reusable = false;
        http.setSocketTimeout(Timeout.ofMilliseconds(1));
        http.close(CloseMode.IMMEDIATE);
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException("a socket that cannot be closed", alreadyGone);
        }
    }
}
