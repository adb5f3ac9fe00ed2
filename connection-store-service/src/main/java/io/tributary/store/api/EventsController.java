package io.tributary.store.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.Own;
import io.tributary.store.live.ChangeFeed;
import io.tributary.store.live.NoFeed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells an end user of changes as they happen. */
@RestController
@Tag(name = "Connections")
class EventsController {

    /** Each holds a connection and a thread of the server. */
    private static final int MOST_PER_USER = 20;

    private static final Duration JOIN = Duration.ofSeconds(10);

    private final ChangeFeed feed;
    private final ConnectionReads reads;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    EventsController(ChangeFeed feed, ConnectionReads reads, JsonMapper json, Clock clock) {
        this.feed = feed;
        this.reads = reads;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(path = "/api/connections/events")
    @Operation(
            operationId = "followConnections",
            summary = "Be told when a connection of the caller changes",
            description =
                    "Server-sent events, for end users. First 'snapshot', with the data"
                            + " {\"connections\": [...]}: all that the user has, in place of"
                            + " whatever was told before, so that nothing is missed however long"
                            + " one was away. Then 'connection', with a connection as the other"
                            + " calls show it, each time it changed, the last time with the status"
                            + " deleted; and 'gone', with {\"id\": ...}, for one that is another"
                            + " user's now. At least every 15 seconds there is something, if only"
                            + " a comment. The stream ends when the token does, or the service:"
                            + " come again with a valid one.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "429", description = "The user has too many streams open.")
    void follow(
            Caller caller,
            Authentication authentication,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Own own = caller.own();
        if (request.getMethod().equals("HEAD")) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return;
        }
        OwnChanges changes = new OwnChanges(own);
        enter(own.endUserId());
        try {
            feed.join(changes, JOIN);
            new OwnStream(own, changes, reads, new EventStream(response, json))
                    .run(() -> clock.instant().isAfter(end(authentication)));
        } catch (NoFeed e) {
            throw ApiProblem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "Changes cannot be followed now; come again.")
                    .retryAfter(Duration.ofSeconds(5));
        } finally {
            feed.leave(changes);
            open.computeIfPresent(own.endUserId(), (_, n) -> n == 1 ? null : n - 1);
        }
    }

    private void enter(String user) {
        boolean[] full = {false};
        open.compute(
                user,
                (_, n) -> {
                    int now = n == null ? 0 : n;
                    full[0] = now >= MOST_PER_USER;
                    return full[0] ? now : now + 1;
                });
        if (full[0]) {
            throw ApiProblem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "The user has %d streams of events open: close one first."
                                    .formatted(MOST_PER_USER))
                    .retryAfter(Duration.ofSeconds(30));
        }
    }

    private static Instant end(Authentication authentication) {
        Instant expires =
                authentication.getPrincipal() instanceof Jwt token ? token.getExpiresAt() : null;
        return expires == null ? Instant.MAX : expires;
    }
}
