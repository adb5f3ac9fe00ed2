package io.tributary.simulator.account;

import io.tributary.simulator.account.RateLimit.Budget;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.ErrorEnvelope;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

import java.io.IOException;

/** Charges calls to the limit, says in each answer what is left, and refuses what is too much. */
@Component
public final class Budgets {

    private static final int COST_WITHOUT_KEY = 10;

    private final RateLimit limit;

    Budgets(RateLimit limit) {
        this.limit = limit;
    }

    /** False if the call is one too many: then it has been answered. */
    public boolean spend(String bucket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return within(limit.spend(bucket, 1), request, response);
    }

    /** Answers who is not known; that costs its address ten calls. */
    public void refuse(
            ApiException stranger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Budget budget = limit.spend("address " + request.getRemoteAddr(), COST_WITHOUT_KEY);
        if (within(budget, request, response)) {
            ErrorEnvelope.write(stranger, response);
        }
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
