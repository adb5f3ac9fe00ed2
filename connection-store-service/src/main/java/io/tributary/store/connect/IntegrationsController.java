package io.tributary.store.connect;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.EndUser;
import io.tributary.store.caller.Own;
import io.tributary.store.caller.Scope;
import io.tributary.store.connect.UserConnections.Connected;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What may be connected, and the sessions to do it with. */
@RestController
@RequestMapping("/api/integrations")
@Tag(name = "Integrations", description = "For end users, to connect and reconnect accounts.")
class IntegrationsController {

    private final ConnectEnvironments environments;
    private final Offers offers;
    private final UserConnections connections;
    private final Sessions sessions;

    IntegrationsController(
            ConnectEnvironments environments,
            Offers offers,
            UserConnections connections,
            Sessions sessions) {
        this.environments = environments;
        this.offers = offers;
        this.connections = connections;
        this.sessions = sessions;
    }

    @GetMapping
    @Operation(
            operationId = "listIntegrations",
            summary = "List what may be connected",
            description =
                    "As Nango lists it, at most a minute ago, with the user's connection to each."
                            + " A backend, with the scope tributary.connect.any, says whose.")
    @ApiResponse(responseCode = "200", description = "All that may be connected.")
    @ApiResponse(responseCode = "429", description = "Nango's limit; Retry-After says how long.")
    @ApiResponse(responseCode = "502", description = "Nango refuses the store's API key.")
    IntegrationsView list(
            @Parameter(description = "Only of this environment.") @RequestParam(required = false)
                    @Nullable String environment,
            @Parameter(description = "Whose connections to tell, by a backend.")
                    @RequestParam(required = false)
                    @Nullable String endUserId,
            Caller caller) {
        Own whose = whose(endUserId, caller);
        List<IntegrationsView.Entry> entries = new ArrayList<>();
        for (String name : environments.asked(environment)) {
            List<Connected> connected = whose == null ? List.of() : connections.of(whose, name);
            for (Offers.Offer offer : offers.of(name)) {
                entries.add(entry(name, offer, connected));
            }
        }
        return new IntegrationsView(entries);
    }

    /** Nobody in particular if a backend names no one. */
    private static @Nullable Own whose(@Nullable String endUserId, Caller caller) {
        if (endUserId == null) {
            EndUser user = caller.user();
            return user == null ? null : caller.own();
        }
        if (!caller.may(Scope.CONNECT_ANY)) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "To name a user needs a token with the scope %s."
                            .formatted(Scope.CONNECT_ANY.text()));
        }
        return new Own(endUserId, null);
    }

    private static IntegrationsView.Entry entry(
            String environment, Offers.Offer offer, List<Connected> connected) {
        return new IntegrationsView.Entry(
                environment,
                offer.key(),
                offer.displayName(),
                offer.logo(),
                offer.provider(),
                offer.authMode(),
                connected.stream()
                        .filter(one -> one.integration().equals(offer.key()))
                        .findFirst()
                        .map(
                                one ->
                                        new IntegrationsView.Connected(
                                                one.id(), one.status(), one.since()))
                        .orElse(null));
    }

    @PostMapping("/session-token")
    @Operation(
            operationId = "createSessionToken",
            summary = "Get a session token to connect accounts with",
            description =
                    "From Nango, for 30 minutes, for one browser. The owner comes from the bearer"
                            + " token's claims, or is named by a backend, and is kept at Nango as"
                            + " tags. A connection that comes of it is known once Nango was asked"
                            + " about it; what the browser says of it proves nothing.")
    @ApiResponse(responseCode = "201", description = "The token.")
    @ApiResponse(responseCode = "402", description = "Nango's plan has no room for more.")
    @ApiResponse(responseCode = "429", description = "Nango's limit; Retry-After says how long.")
    @ApiResponse(responseCode = "502", description = "Nango refuses the store's API key.")
    ResponseEntity<SessionView> session(@RequestBody SessionOrder order, Caller caller) {
        return made(sessions.make(order, caller));
    }

    /** Which connection. */
    @Schema(name = "ReconnectTokenRequest", description = "Which connection to authorise anew.")
    record ReconnectOrder(
            @Schema(
                            description = "Tributary's own id of it.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable UUID connection) {}

    @PostMapping("/reconnect-token")
    @Operation(
            operationId = "createReconnectToken",
            summary = "Get a session token to authorise a connection anew",
            description =
                    "For a connection of the caller, or any by a backend. Its tags and webhook URL"
                            + " are sent along, for Nango wipes what a reconnect does not name.")
    @ApiResponse(responseCode = "201", description = "The token.")
    @ApiResponse(responseCode = "402", description = "Nango's plan has no room for more.")
    @ApiResponse(responseCode = "404", description = "The caller has no such connection.")
    @ApiResponse(responseCode = "409", description = "It is gone at Nango: connect anew.")
    @ApiResponse(responseCode = "429", description = "Nango's limit; Retry-After says how long.")
    @ApiResponse(responseCode = "502", description = "Nango refuses the store's API key.")
    ResponseEntity<ReconnectView> reconnect(@RequestBody ReconnectOrder order, Caller caller) {
        UUID connection = order.connection();
        if (connection == null) {
            throw ApiProblem.parameter(
                    "connection", "connection must be Tributary's id of one, as the list has it.");
        }
        return made(sessions.remake(connection, caller));
    }

    private static <T> ResponseEntity<T> made(T view) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(view);
    }
}
