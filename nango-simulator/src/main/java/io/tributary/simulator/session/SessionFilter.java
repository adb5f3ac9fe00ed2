package io.tributary.simulator.session;

import io.tributary.simulator.account.Budgets;
import io.tributary.simulator.account.Caller;
import io.tributary.simulator.envelope.ApiException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The door for those who hold a session's token: in the query where a browser comes to connect, as
 * a bearer's elsewhere. It stands before the door for keys.
 */
@Component
@Order(0)
final class SessionFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";
    private static final String PARAMETER = "connect_session_token";
    private static final List<String> TO_CONNECT =
            List.of("/oauth/connect/", "/api-auth/", "/auth/");

    private final ConnectSessions sessions;
    private final Budgets budgets;

    SessionFilter(ConnectSessions sessions, Budgets budgets) {
        this.sessions = sessions;
        this.budgets = budgets;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !isToConnect(path) && !path.equals("/connect/session") && !looksAround(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ConnectSession session;
        try {
            session = sessions.require(token(request));
        } catch (ApiException stranger) {
            budgets.refuse(stranger, request, response);
            return;
        }
        if (budgets.spend("sessions", request, response)) {
            List<String> allowed = session.wish().allowedIntegrations();
            Caller.withSession(session.environment(), allowed == null ? null : Set.copyOf(allowed))
                    .enter(request);
            session.enter(request);
            chain.doFilter(request, response);
        }
    }

    private static boolean isToConnect(String path) {
        return TO_CONNECT.stream().anyMatch(path::startsWith);
    }

    /** What a key may ask as well, asked with a session's token. */
    private static boolean looksAround(HttpServletRequest request) {
        String path = request.getRequestURI();
        String header = request.getHeader("Authorization");
        return (path.equals("/integrations") || path.startsWith("/providers"))
                && header != null
                && header.startsWith(BEARER + ConnectSessions.PREFIX);
    }

    private static String token(HttpServletRequest request) {
        if (isToConnect(request.getRequestURI())) {
            return given(
                    request.getParameter(PARAMETER),
                    request.getParameter("public_key") == null
                            ? "missing_auth_header"
                            : "deprecated_authentication");
        }
        String header = request.getHeader("Authorization");
        return given(
                header != null && header.startsWith(BEARER)
                        ? header.substring(BEARER.length()).strip()
                        : header,
                "missing_auth_header");
    }

    private static String given(@Nullable String token, String codeWithout) {
        if (token == null || token.isBlank()) {
            throw new ApiException(401, codeWithout, "A connect session token is needed");
        }
        return token;
    }
}
