package io.tributary.ingress.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.tributary.ingress.IngressSettings;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

import reactor.netty.NettyPipeline;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the server take what Nango passes on from strangers: any header character, 64 KiB of
 * headers, any number of them, and a chunked body beside a {@code Content-Length}, which Nango
 * sends whenever the third party's webhook was chunked.
 *
 * <p>The last is why the codec is replaced: the option is not among Reactor Netty's own. Netty then
 * drops the length, as RFC 9112 section 6.3 allows, and closes the connection after the answer, as
 * it demands; so nothing can be smuggled behind such a request. Still refused are a line without a
 * colon and a value that starts with one of VT, FF, FS, GS, RS, US; Node, from which Nango posts,
 * refuses to write such a header.
 */
@Component
class TolerantServer implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 64 * 1024;

    /** Between reads from the socket and the body's collector. */
    private static final int CHUNK = 64 * 1024;

    private static final int FIRST_READ = 4 * 1024;
    private static final int SMALLEST_READ = 1024;

    private final AtomicInteger connections = new AtomicInteger();
    private final int maxConnections;

    TolerantServer(IngressSettings settings) {
        this.maxConnections = settings.maxConnections();
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(
                server ->
                        server.childOption(ChannelOption.RECVBUF_ALLOCATOR, oneReadAtATime())
                                .doOnChannelInit((observer, channel, remote) -> init(channel)));
    }

    /**
     * What is read ahead of a request in progress is in no budget: 64 KiB instead of Netty's MiB.
     */
    private static RecvByteBufAllocator oneReadAtATime() {
        return new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, CHUNK)
                .maxMessagesPerRead(1);
    }

    private void init(Channel channel) {
        // Headers are read before any budget applies, so their memory is bounded by connections.
        connections.incrementAndGet();
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        if (connections.get() > maxConnections) {
            channel.close();
            return;
        }
        channel.pipeline()
                .replace(
                        NettyPipeline.HttpCodec,
                        NettyPipeline.HttpCodec,
                        new HttpServerCodec(decoding()));
    }

    private static HttpDecoderConfig decoding() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(CHUNK)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false))
                .setTrailersFactory(
                        DefaultHttpHeadersFactory.trailersFactory().withValidation(false))
                .setStrictLineParsing(false)
                .setAllowDuplicateContentLengths(true)
                .setUseRfc9112TransferEncoding(false);
    }
}
