package io.tributary.ingress.http;

import io.tributary.ingress.IngressSettings;
import io.tributary.ingress.http.Admission.Verdict.Admitted;
import io.tributary.ingress.http.BodyBudget.Share;
import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.NoRoom;
import io.tributary.ingress.intake.Answer.TooLarge;
import io.tributary.ingress.intake.Delivery.Body;
import io.tributary.ingress.intake.Delivery.Body.Oversized;
import io.tributary.ingress.intake.Delivery.Body.Whole;
import io.tributary.nango.webhook.StreamingVerifier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Gathers one body, piece by piece as it arrives: held up to the limit, beyond it only hashed, and
 * once it is certain not to be taken, dropped. Reads to the end in any case, because a sender whose
 * connection is closed while it sends does not see the answer. Used by one thread at a time.
 */
final class BodyCollector {

    /** What became of a body. */
    sealed interface Collected {

        record Taken(Body body) implements Collected {}

        record NotTaken(Answer answer) implements Collected {}
    }

    private final long maxBody;
    private final long maxStreamed;
    private final Share share;
    private final Admitted admitted;

    private final HeldBytes held = new HeldBytes();
    private @Nullable StreamingVerifier streaming;
    private @Nullable Answer notTaken;
    private long size;

    BodyCollector(IngressSettings settings, Admitted admitted) {
        this.maxBody = settings.maxBody().toBytes();
        this.maxStreamed = settings.maxStreamed().toBytes();
        this.share = admitted.share();
        this.admitted = admitted;
    }

    /** Takes and releases the next piece. */
    void add(DataBuffer buffer) {
        if (notTaken != null) {
            DataBufferUtils.release(buffer);
            return;
        }
        byte[] piece = new byte[buffer.readableByteCount()];
        buffer.read(piece);
        DataBufferUtils.release(buffer);
        add(piece);
    }

    private void add(byte[] piece) {
        size += piece.length;
        if (size > maxStreamed) {
            drop(new TooLarge());
        } else if (streaming != null) {
            streaming.update(piece, 0, piece.length);
        } else if (size > maxBody) {
            streaming = stream(piece);
        } else if (share.grow(piece.length)) {
            held.add(piece);
        } else {
            drop(new NoRoom());
        }
    }

    private void drop(Answer answer) {
        notTaken = answer;
        held.clear();
        share.shrink();
    }

    private StreamingVerifier stream(byte[] last) {
        StreamingVerifier start = admitted.environment().verifier().begin(admitted.signatures());
        held.forEach(start::update);
        start.update(last, 0, last.length);
        held.clear();
        share.shrink();
        return start;
    }

    /** The outcome, once the body has ended. */
    Collected collected() {
        if (notTaken != null) {
            return new Collected.NotTaken(notTaken);
        }
        return new Collected.Taken(
                streaming == null
                        ? new Whole(held.take(), admitted.signatures())
                        : new Oversized(streaming, size));
    }
}
