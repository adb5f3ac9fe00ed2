package io.tributary.nango.api;

import java.io.IOException;

/** An answer with more bytes than the caller wants to hold. */
public final class AnswerTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLarge(int most) {
        super("the answer has more than " + most + " bytes");
    }
}
