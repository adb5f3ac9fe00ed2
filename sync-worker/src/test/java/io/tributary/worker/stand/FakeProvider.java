package io.tributary.worker.stand;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;

/** What is behind one connection. */
@FunctionalInterface
public interface FakeProvider {

    /**
     * @param body of the request
     * @throws CutConnection to break off
     */
    void answer(HttpExchange exchange, byte[] body) throws IOException;
}
