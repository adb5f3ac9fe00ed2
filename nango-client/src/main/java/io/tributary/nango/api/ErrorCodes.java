package io.tributary.nango.api;

import static io.tributary.nango.api.FailureKind.CONNECTION_CREDENTIALS;
import static io.tributary.nango.api.FailureKind.CONNECTION_UNKNOWN;
import static io.tributary.nango.api.FailureKind.FORBIDDEN;
import static io.tributary.nango.api.FailureKind.INTEGRATION_UNKNOWN;
import static io.tributary.nango.api.FailureKind.PLAN_LIMIT;
import static io.tributary.nango.api.FailureKind.RATE_LIMITED;
import static io.tributary.nango.api.FailureKind.REFUSED;
import static io.tributary.nango.api.FailureKind.SERVER_ERROR;
import static io.tributary.nango.api.FailureKind.UNAUTHORISED;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/** Nango's error codes, each with the statuses under which Nango sends it. */
final class ErrorCodes {

    record Meaning(FailureKind kind, Set<Integer> statuses) {

        static Meaning of(FailureKind kind, Integer... statuses) {
            return new Meaning(kind, Set.of(statuses));
        }
    }

    /** {@code server_error} is not here: what it means stands in its message. */
    static final Map<String, Meaning> KNOWN =
            Map.ofEntries(
                    Map.entry("missing_auth_header", Meaning.of(UNAUTHORISED, 401)),
                    Map.entry("malformed_auth_header", Meaning.of(UNAUTHORISED, 401)),
                    Map.entry("invalid_secret_key_format", Meaning.of(UNAUTHORISED, 401)),
                    Map.entry("unknown_account", Meaning.of(UNAUTHORISED, 401)),
                    Map.entry("forbidden", Meaning.of(FORBIDDEN, 403)),
                    Map.entry("plan_limit", Meaning.of(PLAN_LIMIT, 402)),
                    Map.entry("too_many_request", Meaning.of(RATE_LIMITED, 429)),
                    Map.entry("unknown_provider_config", Meaning.of(INTEGRATION_UNKNOWN, 400, 404)),
                    Map.entry("invalid_credentials", Meaning.of(CONNECTION_CREDENTIALS, 400, 424)),
                    Map.entry(
                            "connection_refresh_backoff",
                            Meaning.of(CONNECTION_CREDENTIALS, 400, 424)),
                    Map.entry("generic_error_support", Meaning.of(SERVER_ERROR, 500)),
                    Map.entry("invalid_headers", Meaning.of(REFUSED, 400)),
                    Map.entry("invalid_query_params", Meaning.of(REFUSED, 400)),
                    Map.entry("invalid_content_type", Meaning.of(REFUSED, 415)),
                    Map.entry("invalid_json", Meaning.of(REFUSED, 400)),
                    Map.entry("base_url_override_disabled", Meaning.of(REFUSED, 400)),
                    Map.entry("base_url_override_not_allowed", Meaning.of(REFUSED, 400)),
                    Map.entry("missing_api_url", Meaning.of(REFUSED, 400)),
                    Map.entry("missing_provider", Meaning.of(REFUSED, 400)),
                    Map.entry("unknown_provider", Meaning.of(REFUSED, 400)),
                    Map.entry("unsupported_provider", Meaning.of(REFUSED, 400)),
                    Map.entry("unsupported_auth", Meaning.of(REFUSED, 400)),
                    Map.entry("failed_to_get_connection", Meaning.of(REFUSED, 400)),
                    Map.entry("invalid_certificate_or_key_format", Meaning.of(REFUSED, 400)),
                    Map.entry("proxy_redirect_to_denied_host", Meaning.of(REFUSED, 400)),
                    Map.entry("proxy_request_failed", Meaning.of(REFUSED, 400)));

    /** Those that only Nango's own API answers with: through the proxy they are a provider's. */
    static final Map<String, Meaning> OF_API_ONLY =
            Map.of(
                    "resource_capped", Meaning.of(PLAN_LIMIT, 400),
                    "unknown_connection", Meaning.of(CONNECTION_UNKNOWN, 400, 404),
                    "invalid_body", Meaning.of(REFUSED, 400),
                    "invalid_uri_params", Meaning.of(REFUSED, 400),
                    "feature_disabled", Meaning.of(REFUSED, 404));

    private ErrorCodes() {}

    /** The meaning in an answer of Nango's own API. */
    static @Nullable Meaning ofApi(String code) {
        Meaning meaning = KNOWN.get(code);
        return meaning != null ? meaning : OF_API_ONLY.get(code);
    }
}
