package io.tributary.ingress.http;

import io.tributary.ingress.IngressSettings;
import io.tributary.ingress.http.BodyBudget.Share;
import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.NoRoom;
import io.tributary.ingress.intake.Answer.TooLarge;
import io.tributary.ingress.intake.Delivery.Body;
import io.tributary.ingress.intake.Delivery.Body.Oversized;
import io.tributary.ingress.intake.Delivery.Body.Whole;
import io.tributary.nango.webhook.StreamingVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Gathers one body, piece by piece as it arrives: held up to the limit, beyond it only hashed. Used
 * by one thread at a time.
 */
final class BodyCollector {

    /** The body is not taken; carries what to answer. */
    static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Answer answer;

        NotTaken(Answer answer) {
            super(answer.getClass().getSimpleName(), null, false, false);
            this.answer = answer;
        }
    }

    private final long maxBody;
    private final long maxStreamed;
    private final Share share;
    private final List<String> signatures;
    private final Supplier<StreamingVerifier> verifier;

    private final List<byte[]> pieces = new ArrayList<>();
    private @Nullable StreamingVerifier streaming;
    private long size;

    BodyCollector(
            IngressSettings settings,
            Share share,
            List<String> signatures,
            Supplier<StreamingVerifier> verifier) {
        this.maxBody = settings.maxBody().toBytes();
        this.maxStreamed = settings.maxStreamed().toBytes();
        this.share = share;
        this.signatures = signatures;
        this.verifier = verifier;
    }

    /**
     * Takes and releases the next piece.
     *
     * @throws NotTaken if the body is too large to be read at all, or the budget is spent
     */
    void add(DataBuffer buffer) {
        byte[] piece = new byte[buffer.readableByteCount()];
        buffer.read(piece);
        DataBufferUtils.release(buffer);
        size += piece.length;
        if (size > maxStreamed) {
            throw new NotTaken(new TooLarge());
        }
        if (streaming != null) {
            streaming.update(piece, 0, piece.length);
        } else if (size > maxBody) {
            streaming = stream(piece);
        } else if (share.grow(piece.length)) {
            pieces.add(piece);
        } else {
            throw new NotTaken(new NoRoom());
        }
    }

    private StreamingVerifier stream(byte[] last) {
        StreamingVerifier start = verifier.get();
        pieces.forEach(held -> start.update(held, 0, held.length));
        start.update(last, 0, last.length);
        pieces.clear();
        share.shrink();
        return start;
    }

    /** All that was added. */
    Body body() {
        return streaming == null
                ? new Whole(joined(), signatures)
                : new Oversized(streaming, size);
    }

    private byte[] joined() {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        byte[] whole = new byte[(int) size];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        pieces.clear();
        return whole;
    }
}
