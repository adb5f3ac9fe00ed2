package io.tributary.nango;

import java.util.regex.Pattern;

/**
 * The identifiers that Nango itself accepts (its server's validation, August 2026). A connection id
 * may hold a slash, quotes, braces and spaces: encode it before it goes into a URL, a file name or
 * a log line.
 */
public final class NangoGrammar {

    /** The most characters of a connection id or an integration key. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern CONNECTION_ID =
            Pattern.compile("[a-zA-Z0-9,.;:=+~\\[\\]|@${}\"'\\\\/_ -]+");
    private static final Pattern INTEGRATION_KEY = Pattern.compile("[a-zA-Z0-9~:.@ _-]+");

    private NangoGrammar() {}

    /** Whether Nango could have given a connection this id (1 to 255 characters of its set). */
    public static boolean isConnectionId(String text) {
        return text.length() <= MAX_LENGTH && CONNECTION_ID.matcher(text).matches();
    }

    /**
     * Whether Nango could have given an integration this key (1 to 255 characters of its set);
     * webhooks call it {@code providerConfigKey}, the API {@code provider_config_key}.
     */
    public static boolean isIntegrationKey(String text) {
        return text.length() <= MAX_LENGTH && INTEGRATION_KEY.matcher(text).matches();
    }
}
