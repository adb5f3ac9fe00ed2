package io.tributary.nango.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;

/** How bodies written by strangers are read: strict UTF-8, bounded depth, nothing remembered. */
final class BodyReader {

    /** JSON.stringify, by which every body went, gives up not much deeper. */
    static final int MAX_DEPTH = 1000;

    /**
     * Numbers, names and texts may be as long as the body, which is bounded by whoever took it;
     * they are skipped, not converted. Names are not put into tables that outlive the parse.
     */
    static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build();

    private BodyReader() {}

    /**
     * The bytes as text. A reader of our own, because Jackson given bytes would guess at UTF-16 and
     * UTF-32 as well.
     */
    static Reader text(byte[] body) {
        return new InputStreamReader(
                new ByteArrayInputStream(body),
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
