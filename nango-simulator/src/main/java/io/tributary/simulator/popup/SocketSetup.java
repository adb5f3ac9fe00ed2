package io.tributary.simulator.popup;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** The socket is at the root, and open to pages of any origin. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketSetup implements WebSocketConfigurer {

    private final PopupSockets sockets;

    SocketSetup(PopupSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(sockets, "/").setAllowedOriginPatterns("*");
    }
}
