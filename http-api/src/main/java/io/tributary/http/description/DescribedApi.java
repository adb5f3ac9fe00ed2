package io.tributary.http.description;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** The head of a description: an API whose calls each take a bearer token. */
public final class DescribedApi {

    private static final String TOKEN = "bearer";

    private DescribedApi() {}

    /**
     * @param about a sentence: what the API tells and does
     * @param tokens which ones are taken, and where it stands which scope a call needs
     * @return open to what only one service adds
     */
    public static OpenAPI of(String title, String about, String tokens) {
        return new OpenAPI()
                .info(
                        new Info()
                                .title(title)
                                .version("1")
                                .description(
                                        about
                                                + " Errors are problem details (RFC 9457); unknown"
                                                + " parameters are errors.")
                                .license(new License().name("Apache-2.0")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        TOKEN,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT")
                                                .description(tokens)))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
}
