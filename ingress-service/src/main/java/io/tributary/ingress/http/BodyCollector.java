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

import java.util.ArrayList;
import java.util.List;

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

    private final List<byte[]> pieces = new ArrayList<>();
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
            pieces.add(piece);
        } else {
            drop(new NoRoom());
        }
    }

    private void drop(Answer answer) {
        notTaken = answer;
        pieces.clear();
        share.shrink();
    }

    private StreamingVerifier stream(byte[] last) {
        StreamingVerifier start = admitted.environment().verifier().begin(admitted.signatures());
        pieces.forEach(held -> start.update(held, 0, held.length));
        start.update(last, 0, last.length);
        pieces.clear();
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
                        ? new Whole(joined(), admitted.signatures())
                        : new Oversized(streaming, size));
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
