package io.tributary.simulator.forward;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Environments;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.JsonAnswer;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** Where third parties post: open to all, told nothing but that it was received. */
@RestController
final class ForwardController {

    private final Environments environments;
    private final Integrations integrations;
    private final ForwardRouting routing;

    ForwardController(
            Environments environments, Integrations integrations, ForwardRouting routing) {
        this.environments = environments;
        this.integrations = integrations;
        this.routing = routing;
    }

    @PostMapping("/webhook/{environmentUuid}/{uniqueKey}")
    ResponseEntity<byte[]> receive(
            HttpServletRequest request,
            @PathVariable String environmentUuid,
            @PathVariable String uniqueKey)
            throws IOException {
        Environment environment =
                environments
                        .findByUuid(environmentUuid)
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                404, "unknown_environment", "Unknown environment"));
        Integration integration =
                integrations
                        .find(uniqueKey)
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                404,
                                                "unknown_provider_config",
                                                "Provider does not exist: " + uniqueKey));
        boolean taken =
                routing.route(
                        environment,
                        integration,
                        request.getInputStream().readAllBytes(),
                        request.getContentType(),
                        ThirdPartyHeaders.of(request));
        return taken
                ? JsonAnswer.of(200, JsJson.object().put("status", "success"))
                : ResponseEntity.noContent().build();
    }
}
