package io.tributary.store.apikey;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.Caller;
import io.tributary.store.token.StoreTokens;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Making and revoking keys. */
@RestController
@RequestMapping("/api/operations/api-keys")
@Tag(name = "API keys", description = "Keys of machines, exchanged at /api/token.")
class ApiKeysController {

    private static final Logger LOGGER = LoggerFactory.getLogger(ApiKeysController.class);

    private final ApiKeys keys;
    private final StoreTokens tokens;
    private final Clock clock;

    ApiKeysController(ApiKeys keys, StoreTokens tokens, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** All keys. */
    @Schema(name = "ApiKeys", description = "All keys, the newest first.")
    record ListView(
            @Schema(description = "Those that were revoked or have expired too.")
                    List<ApiKeyView> keys) {}

    /** A new one. */
    @Schema(name = "NewApiKey", description = "A new key, with its secret, which is shown once.")
    record MadeView(
            @Schema(description = "The key; its id is the client id.") ApiKeyView key,
            @Schema(description = "The client secret. Nothing keeps it: note it now.")
                    String secret) {
        @Override
        public String toString() {
            return "MadeView[" + key.id() + "]";
        }
    }

    @GetMapping
    @Operation(
            operationId = "listApiKeys",
            summary = "List the keys of machines",
            description = "Without their secrets, which nothing keeps.")
    ListView list() {
        return new ListView(keys.all());
    }

    @PostMapping
    @Operation(
            operationId = "createApiKey",
            summary = "Make a key for a machine",
            description = "Its secret is in this answer and nowhere else, ever.")
    @ApiResponse(responseCode = "201", description = "The key with its secret.")
    @ApiResponse(responseCode = "409", description = "The store has no key to sign tokens with.")
    ResponseEntity<MadeView> make(@RequestBody ApiKeyOrder order, Caller caller) {
        if (!tokens.canSign()) {
            throw ApiProblem.of(
                    HttpStatus.CONFLICT,
                    "A key could not be exchanged: the store has nothing to sign tokens with. Set"
                            + " tributary.tokens.signing-key first.");
        }
        ApiKeys.Made made =
                keys.make(
                        order.checkedName(),
                        order.checkedScopes(),
                        order.checkedExpiry(clock.instant()),
                        caller.name());
        log(made.key().id(), caller, "API key made");
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new MadeView(made.key(), made.secret()));
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke a key",
            description =
                    "For good. The store takes none of its tokens from now on; workers take those"
                            + " that are out until they expire: for tributary.tokens.lifetime and"
                            + " a minute for clocks that differ.")
    ApiKeyView revoke(
            @Parameter(description = "The key's id, as the list gives it.") @PathVariable UUID id,
            Caller caller) {
        if (!keys.revoke(id, caller.name())) {
            throw ApiProblem.of(HttpStatus.NOT_FOUND, "No API key has this id.");
        }
        log(id, caller, "API key revoked");
        return keys.one(id).orElseThrow();
    }

    private static void log(UUID key, Caller caller, String what) {
        LOGGER.atInfo().addKeyValue("apiKey", key).addKeyValue("caller", caller.name()).log(what);
    }
}
