package io.tributary.worker.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Pages as a provider might answer them. */
final class Pages {

    private Pages() {}

    static Page of(byte[] body) {
        return of(1, _ -> body, new byte[0], new byte[0]);
    }

    static Page of(String type, byte[] body) {
        return new Page(
                200,
                HttpHeaders.of(Map.of("content-type", List.of(type)), (_, _) -> true),
                of(body).content(),
                Duration.ZERO);
    }

    /** Status 204. */
    static Page none() {
        return new Page(
                204,
                HttpHeaders.of(Map.of(), (_, _) -> true),
                new SpooledBody(Path.of(System.getProperty("java.io.tmpdir"))),
                Duration.ZERO);
    }

    /** An array of so many records, never whole in memory. */
    static Page of(int records, IntFunction<String> record) {
        return of(
                records,
                n -> ((n == 0 ? "" : ",") + record.apply(n)).getBytes(UTF_8),
                "[".getBytes(UTF_8),
                "]".getBytes(UTF_8));
    }

    private static Page of(int parts, IntFunction<byte[]> part, byte[] before, byte[] after) {
        SpooledBody body = new SpooledBody(Path.of(System.getProperty("java.io.tmpdir")));
        try {
            body.write(before, before.length);
            for (int n = 0; n < parts; n++) {
                byte[] bytes = part.apply(n);
                body.write(bytes, bytes.length);
            }
            body.write(after, after.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(
                200,
                HttpHeaders.of(Map.of("content-type", List.of("application/json")), (_, _) -> true),
                body,
                Duration.ZERO);
    }
}
