package io.tributary.worker.pull;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What came of a dry run.
 *
 * @param call that was made, or would have been; null if it could not even be made up
 * @param count records that would be published
 * @param shown the first of them
 * @param next the call for the next page; null if there is none, or trouble came before it was
 *     known
 * @param remark what to look at although nothing stops a run; null if nothing
 * @param trouble what would have stopped a run here; null if nothing
 */
public record FirstPage(
        @Nullable Call call,
        int count,
        List<ProducerRecord<byte[], byte[]>> shown,
        @Nullable Call next,
        @Nullable String remark,
        @Nullable RuntimeException trouble) {

    public FirstPage {
        shown = List.copyOf(shown);
    }

    static FirstPage none(RuntimeException trouble) {
        return new FirstPage(null, 0, List.of(), null, null, trouble);
    }

    /**
     * A call to the provider.
     *
     * @param target path and query, below the provider's base URL as Nango knows it
     */
    public record Call(String method, String target, byte @Nullable [] body) {}
}
