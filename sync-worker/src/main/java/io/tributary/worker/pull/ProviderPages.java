package io.tributary.worker.pull;

import io.tributary.nango.api.AnswerTooLarge;
import io.tributary.nango.api.ProxyAnswer;
import io.tributary.nango.api.ProxyRequest;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.EndpointCall;
import io.tributary.worker.environment.NangoEnvironment;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Position;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Gets one page from the provider, through Nango's proxy and within the budget. */
@Component
class ProviderPages {

    private final NangoTurn turn;
    private final PullSettings settings;
    private final PageJson json;
    private final PullMetrics metrics;

    ProviderPages(NangoTurn turn, PullSettings settings, PageJson json, PullMetrics metrics) {
        this.turn = turn;
        this.settings = settings;
        this.json = json;
        this.metrics = metrics;
    }

    Page fetch(
            Lease lease,
            Definition definition,
            EndpointCall call,
            Position position,
            BooleanSupplier stopping) {
        ProxyRequest request = request(lease, definition, call, position);
        NangoEnvironment nango = turn.await(lease.connection().environment(), stopping);
        metrics.called(lease);
        return switch (nango.api().proxy(request)) {
            case ProxyAnswer.Ok ok -> read(ok, nango, definition);
            case ProxyAnswer.ProviderFailed failed ->
                    throw new PullFailed(new Trouble.OfProvider(failed));
            case ProxyAnswer.NangoFailed(var failure) ->
                    throw new PullFailed(new Trouble.OfNango(failure));
        };
    }

    private static ProxyRequest request(
            Lease lease, Definition definition, EndpointCall call, Position position) {
        try {
            return new ProxyRequest(
                    lease.connection().integration(),
                    lease.connection().connectionId(),
                    call.method().name(),
                    NextPage.target(definition, call, position),
                    call.headers(),
                    bodyOf(call),
                    null);
        } catch (IllegalArgumentException e) {
            throw PullFailed.unfit(
                    "next_link_refused",
                    "The provider's link to page %d cannot be sent: %s. Look at its Link header."
                            .formatted(position.page(), e.getMessage()));
        }
    }

    private static ProxyRequest.@Nullable Body bodyOf(EndpointCall call) {
        return call.body() == null
                ? null
                : new ProxyRequest.Body(
                        call.body().toString().getBytes(StandardCharsets.UTF_8),
                        "application/json");
    }

    private Page read(ProxyAnswer.Ok answer, NangoEnvironment nango, Definition definition) {
        try (answer) {
            answer.rateLimit().ifPresent(nango.budget()::heed);
            return new Page(
                    answer.headers(),
                    json.read(answer.bytes(settings.largestPageBytes()), answer.headers()));
        } catch (AnswerTooLarge e) {
            throw PullFailed.unfit(
                    "page_too_large",
                    "A page is larger than %s: ask for smaller ones (paging.page-size of definition '%s') or raise tributary.worker.pull.largest-page."
                            .formatted(settings.largestPage(), definition.name()));
        } catch (IOException e) {
            throw new PullFailed(new Trouble.BrokenAnswer());
        }
    }
}
