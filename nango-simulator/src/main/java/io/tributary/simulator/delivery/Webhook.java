package io.tributary.simulator.delivery;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.SigningKeys.Signer;
import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.wire.HeaderList;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Something to tell the app.
 *
 * @param body the bytes that are signed and sent
 * @param thirdParty headers of the third party whose webhook is passed on, else none
 * @param urlOverride replaces the environment's addresses, if there is one
 */
public record Webhook(
        Environment environment,
        Subject subject,
        byte[] body,
        Signer signer,
        HeaderList thirdParty,
        @Nullable String urlOverride) {

    /** What it is about; for the log and for choosing which to spoil. Nothing of it is sent. */
    public record Subject(String type, @Nullable String operation, @Nullable String connectionId) {}

    /** A webhook with a JSON body of Nango's own making. */
    public static Webhook of(
            Environment environment,
            Subject subject,
            JsonNode body,
            Signer signer,
            @Nullable String urlOverride) {
        return new Webhook(
                environment,
                subject,
                CanonicalJson.write(body),
                signer,
                new HeaderList(),
                urlOverride);
    }

    /** Where it goes: the override alone, or the primary and then the secondary address. */
    List<String> urls() {
        return urlOverride == null || urlOverride.isBlank()
                ? environment.webhookUrls()
                : List.of(urlOverride);
    }
}
