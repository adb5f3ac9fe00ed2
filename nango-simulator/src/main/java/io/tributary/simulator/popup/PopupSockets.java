package io.tributary.simulator.popup;

import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets of waiting pages. Each is given an id at once, which the popup then carries; it is
 * told one thing, and its id is forgotten. Closing is left to the page.
 */
@Component
class PopupSockets extends TextWebSocketHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(PopupSockets.class);
    private static final String ID = "client id";

    private final Map<String, WebSocketSession> byId = new ConcurrentHashMap<>();

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) throws IOException {
        String id = UUID.randomUUID().toString();
        socket.getAttributes().put(ID, id);
        byId.put(id, socket);
        socket.sendMessage(
                text(
                        JsJson.object()
                                .put("message_type", "connection_ack")
                                .put("ws_client_id", id)));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        if (socket.getAttributes().get(ID) instanceof String id) {
            byId.remove(id);
        }
    }

    /** Tells the page that waits under this id, if one still does. */
    void tell(@Nullable String id, ObjectNode message) {
        WebSocketSession socket = id == null ? null : byId.remove(id);
        if (socket == null) {
            return;
        }
        try {
            socket.sendMessage(text(message));
        } catch (IOException | IllegalStateException gone) {
            LOGGER.atInfo().setCause(gone).log("a page closed its socket before it could be told");
        }
    }

    private static TextMessage text(ObjectNode message) {
        return new TextMessage(new String(CanonicalJson.rewrite(message), StandardCharsets.UTF_8));
    }
}
