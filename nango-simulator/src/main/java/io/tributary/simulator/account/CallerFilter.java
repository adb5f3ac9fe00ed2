package io.tributary.simulator.account;

import io.tributary.simulator.envelope.ApiException;

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
            List.of(
                    "/connections",
                    "/connect/sessions",
                    "/integrations",
                    "/providers",
                    "/environment/",
                    "/proxy");
    private static final Pattern UUID_V4 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final Environments environments;
    private final Budgets budgets;

    CallerFilter(Environments environments, Budgets budgets) {
        this.environments = environments;
        this.budgets = budgets;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Caller.isKnown(request)
                || API.stream().noneMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = caller(request);
        } catch (ApiException stranger) {
            budgets.refuse(stranger, request, response);
            return;
        }
        if (budgets.spend("account", request, response)) {
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
}
