package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/**
 * One provider of Nango's catalogue.
 *
 * @param name of its template
 * @param displayName for people; null if Nango gives none
 * @param authMode as Nango writes it: {@code OAUTH2}, {@code API_KEY}, {@code BASIC}, {@code NONE},
 *     ...; an open set
 * @param logoUrl the address of a picture; null if Nango gives none
 */
public record ProviderView(
        String name, @Nullable String displayName, String authMode, @Nullable String logoUrl) {}
