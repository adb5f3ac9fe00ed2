package io.tributary.simulator.account;

import io.tributary.simulator.account.RateLimit.Budget;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.ErrorEnvelope;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The door of the API: who calls, and whether there is anything left of the account's minute. */
@Component
final class CallerFilter extends OncePerRequestFilter {

    private static final List<String> API =
            List.of("/connections", "/integrations", "/environment/", "/proxy");
    private static final Pattern UUID_V4 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final int COST_WITHOUT_KEY = 10;

    private final Environments environments;
    private final RateLimit limit;

    CallerFilter(Environments environments, RateLimit limit) {
        this.environments = environments;
        this.limit = limit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return API.stream().noneMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = caller(request);
        } catch (ApiException stranger) {
            Budget budget = limit.spend("address " + request.getRemoteAddr(), COST_WITHOUT_KEY);
            if (within(budget, request, response)) {
                ErrorEnvelope.write(stranger, response);
            }
            return;
        }
        if (within(limit.spend("account", 1), request, response)) {
            caller.enter(request);
            chain.doFilter(request, response);
        }
    }

    private Caller caller(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || header.isBlank()) {
            throw new ApiException(
                    401, "missing_auth_header", "Authentication failed. The header is missing.");
        }
        String key = header.strip();
        if (key.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            key = key.substring("bearer ".length()).strip();
        }
        if (!UUID_V4.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
            throw new ApiException(
                    401,
                    "invalid_secret_key_format",
                    "Authentication failed. The provided secret key is not a UUID v4.");
        }
        Optional<Caller> caller = environments.callerWith(Secret.of(key));
        return caller.orElseThrow(
                () ->
                        new ApiException(
                                401,
                                "unknown_account",
                                "Authentication failed. The provided secret key does not match any"
                                        + " account."));
    }

    private static boolean within(
            Budget budget, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-RateLimit-Limit", String.valueOf(budget.limit()));
        response.setHeader("X-RateLimit-Remaining", String.valueOf(budget.remaining()));
        response.setHeader("X-RateLimit-Reset", String.valueOf(budget.reset().getEpochSecond()));
        if (budget.exceeded()) {
            response.setHeader("Retry-After", String.valueOf(budget.untilReset().toSeconds()));
            ErrorEnvelope.write(
                    429,
                    JsJson.object()
                            .put("code", "too_many_request")
                            .put("method", request.getMethod())
                            .put("path", request.getRequestURI()),
                    response);
        }
        return !budget.exceeded();
    }
}
