package io.tributary.benchmarks.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

import org.jspecify.annotations.Nullable;

/** One kept-alive connection, on which one delivery at a time is under way. */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {

    private @Nullable ChannelHandlerContext context;
    private @Nullable Run run;
    private long due;
    private int status;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** From the event loop only. */
    void post(byte[] wire, long dueAt, Run of) {
        run = of;
        due = dueAt;
        if (context != null) {
            context.writeAndFlush(Unpooled.wrappedBuffer(wire), context.voidPromise());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext of, HttpObject part) {
        if (part instanceof HttpResponse response) {
            status = response.status().code();
        }
        if (part instanceof LastHttpContent && run != null) {
            run.answered(this, due, status);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext of) {
        if (run != null) {
            run.failed(new IllegalStateException("the server closed a connection"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext of, Throwable cause) {
        if (run != null) {
            run.failed(cause);
        }
    }
}
