package io.tributary.worker.pull;

import io.tributary.nango.api.AnswerTooLarge;
import io.tributary.nango.api.ProxyAnswer;
import io.tributary.nango.api.ProxyRequest;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.environment.NangoEnvironment;
import io.tributary.worker.environment.NangoEnvironments;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Position;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Gets one page from the provider, through Nango's proxy and within the budget. */
@Component
class ProviderPages {

    private final NangoEnvironments environments;
    private final PullSettings settings;
    private final PageJson json;
    private final PullMetrics metrics;

    ProviderPages(
            NangoEnvironments environments,
            PullSettings settings,
            PageJson json,
            PullMetrics metrics) {
        this.environments = environments;
        this.settings = settings;
        this.json = json;
        this.metrics = metrics;
    }

    Page fetch(Lease lease, Definition definition, Position position, BooleanSupplier stopping) {
        NangoEnvironment nango = environmentOf(lease);
        ProxyRequest request = request(lease, definition, position);
        await(nango, stopping);
        metrics.called(lease);
        return switch (nango.api().proxy(request)) {
            case ProxyAnswer.Ok ok -> read(ok, nango, definition);
            case ProxyAnswer.ProviderFailed failed ->
                    throw new PullFailed(new Trouble.OfProvider(failed));
            case ProxyAnswer.NangoFailed(var failure) ->
                    throw new PullFailed(new Trouble.OfNango(failure));
        };
    }

    private NangoEnvironment environmentOf(Lease lease) {
        String name = lease.connection().environment();
        return environments
                .find(name)
                .orElseThrow(
                        () ->
                                new PullFailed(
                                        new Trouble.NotConfigured(
                                                "environment_unknown",
                                                "This worker knows no environment '%s': set tributary.environments.%s.nango.base-url and .api-key."
                                                        .formatted(name, name))));
    }

    private static ProxyRequest request(Lease lease, Definition definition, Position position) {
        try {
            return new ProxyRequest(
                    lease.connection().integration(),
                    lease.connection().connectionId(),
                    "GET",
                    NextPage.target(definition, position),
                    definition.endpoint().headers(),
                    null,
                    null);
        } catch (IllegalArgumentException e) {
            throw PullFailed.unfit(
                    "next_link_refused",
                    "The provider's link to page %d cannot be sent: %s. Look at its Link header."
                            .formatted(position.page(), e.getMessage()));
        }
    }

    private void await(NangoEnvironment nango, BooleanSupplier stopping) {
        try {
            Duration wait = nango.budget().take(settings.longestBudgetWait());
            if (stopping.getAsBoolean()) {
                throw new PullFailed(new Trouble.Stopping());
            }
            if (wait.isPositive()) {
                throw new PullFailed(new Trouble.NoBudget(wait));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullFailed(new Trouble.Stopping());
        }
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
