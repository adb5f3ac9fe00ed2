package io.tributary.worker.definition;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Nango reads a body that it is to pass on, and writes it anew: its numbers have been doubles then.
 */
public final class NangoNumber {

    private static final BigInteger LARGEST = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

    private NangoNumber() {}

    /** Whether a number in a body reaches the provider as it was sent. */
    public static boolean isKept(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.bigIntegerValue().abs().compareTo(LARGEST) <= 0;
        }
        BigDecimal sent = number.decimalValue();
        double read = sent.doubleValue();
        return Double.isFinite(read) && new BigDecimal(Double.toString(read)).compareTo(sent) == 0;
    }
}
