package io.tributary.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Some connections to one server, and one thread that posts on all of them, on each one delivery at
 * a time.
 */
public final class Senders implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final List<Connection> connections = new ArrayList<>();

    private Senders(MultiThreadIoEventLoopGroup group) {
        this.group = group;
        this.loop = group.next();
    }

    /** Returns once all connections are there. */
    public static Senders connect(int port, int count) throws InterruptedException {
        boolean epoll = Epoll.isAvailable();
        // Epoll's timer is exact; NIO's rounds to milliseconds, which then counts as lateness.
        var io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Senders senders = new Senders(new MultiThreadIoEventLoopGroup(1, io));
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(senders.group)
                        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .remoteAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < count; i++) {
            Connection connection = new Connection();
            bootstrap.clone().handler(pipeline(connection)).connect().sync();
            senders.connections.add(connection);
        }
        return senders;
    }

    private static ChannelInitializer<SocketChannel> pipeline(Connection connection) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new HttpResponseDecoder(), connection);
            }
        };
    }

    /**
     * Posts the next delivery on a connection when the last one is answered: as much as the server
     * takes.
     *
     * @param settle at the beginning, which does not count
     * @throws IllegalStateException if an answer is not 202, or a connection ends
     */
    public Timing closed(Deliveries deliveries, Duration settle, Duration time)
            throws InterruptedException {
        return run(deliveries, 0, settle, time);
    }

    /**
     * Posts at a fixed rate, whether answers come or not. Each delivery counts from the moment at
     * which it is due: where no connection is free, the wait for one is part of its time.
     *
     * @param settle at the beginning, which does not count
     * @throws IllegalStateException if an answer is not 202, or a connection ends
     */
    public Timing open(Deliveries deliveries, double perSecond, Duration settle, Duration time)
            throws InterruptedException {
        return run(deliveries, Math.round(1e9 / perSecond), settle, time);
    }

    private Timing run(Deliveries deliveries, long interval, Duration settle, Duration time)
            throws InterruptedException {
        Run run = new Run(loop, connections, deliveries, interval, settle, time);
        loop.execute(run::go);
        try {
            return run.end().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load ended early", e.getCause());
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
