package io.tributary.nango.api;

import static io.tributary.nango.api.NangoJson.present;
import static io.tributary.nango.api.NangoJson.read;
import static io.tributary.nango.api.NangoJson.sorted;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.tributary.nango.api.ApiCalls.Answer;
import io.tributary.nango.api.NangoJson.NotNango;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The reads of {@code /integrations} and {@code /providers}. */
record CatalogueReads(ApiCalls calls) {

    record Integration(
            @JsonProperty("unique_key") @Nullable String uniqueKey,
            @Nullable String provider,
            @JsonProperty("display_name") @Nullable String displayName,
            @Nullable String logo) {

        private IntegrationView view() {
            return new IntegrationView(
                    present(uniqueKey, "unique_key"),
                    present(provider, "provider"),
                    orNone(displayName),
                    orNone(logo));
        }
    }

    record Integrations(@Nullable List<@Nullable Integration> data) {}

    record Template(
            @Nullable String name,
            @JsonProperty("display_name") @Nullable String displayName,
            @JsonProperty("auth_mode") @Nullable String authMode,
            @JsonProperty("logo_url") @Nullable String logoUrl) {

        private ProviderView view() {
            return new ProviderView(
                    present(name, "name"),
                    orNone(displayName),
                    present(authMode, "auth_mode"),
                    orNone(logoUrl));
        }
    }

    record Provider(@Nullable Template data) {}

    IntegrationsAnswer integrations() {
        return switch (calls.get("/integrations")) {
            case Answer.Success success -> integrations(success);
            case Answer.Failure(NangoFailure failure, _) ->
                    new IntegrationsAnswer.NoAnswer(failure);
        };
    }

    ProviderAnswer provider(String name) {
        return switch (calls.get("/providers/" + PercentEncoding.of(name))) {
            case Answer.Success success -> provider(success);
            case Answer.Failure(NangoFailure failure, _) -> new ProviderAnswer.NoAnswer(failure);
        };
    }

    private static IntegrationsAnswer integrations(Answer.Success success) {
        try {
            return new IntegrationsAnswer.Present(
                    sorted(
                            () ->
                                    present(read(success.body(), Integrations.class).data(), "data")
                                            .stream()
                                            .map(it -> present(it, "integration").view())
                                            .toList()),
                    success.rateLimit());
        } catch (NotNango e) {
            return new IntegrationsAnswer.NoAnswer(e.failure(success.status()));
        }
    }

    private static ProviderAnswer provider(Answer.Success success) {
        try {
            return new ProviderAnswer.Present(
                    sorted(
                            () ->
                                    present(read(success.body(), Provider.class).data(), "data")
                                            .view()),
                    success.rateLimit());
        } catch (NotNango e) {
            return new ProviderAnswer.NoAnswer(e.failure(success.status()));
        }
    }

    private static @Nullable String orNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
