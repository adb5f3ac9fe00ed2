package io.tributary.simulator.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes a number the way JavaScript does, in which every number is a double. */
final class JsNumber {

    private static final double PLAIN_FROM = 1e-6;
    private static final double PLAIN_BELOW = 1e21;

    private JsNumber() {}

    /** The shortest text that reads back as the same double; infinities and NaN become null. */
    static String format(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal digits = shortest(value);
        double size = Math.abs(value);
        return size >= PLAIN_FROM && size < PLAIN_BELOW
                ? digits.toPlainString()
                : exponential(digits);
    }

    /** Java writes at least two digits, and so is one too long where one is enough (5e-324). */
    private static BigDecimal shortest(double value) {
        BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (java.precision() == 2) {
            BigDecimal one = java.round(new MathContext(1, RoundingMode.HALF_EVEN));
            return one.doubleValue() == value ? one.stripTrailingZeros() : java;
        }
        return java;
    }

    private static String exponential(BigDecimal digits) {
        String unscaled = digits.unscaledValue().abs().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
        return (digits.signum() < 0 ? "-" : "")
                + unscaled.charAt(0)
                + fraction
                + (exponent < 0 ? "e" : "e+")
                + exponent;
    }
}
