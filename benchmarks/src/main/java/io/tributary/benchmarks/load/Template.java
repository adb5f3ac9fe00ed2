package io.tributary.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A delivery as Nango puts it on the wire, with places for the connection and the signature. Used
 * by one thread.
 */
public final class Template {

    /** As long as any connection's id that {@link #wire} writes. */
    static final String PLACE = connection(0);

    private static final int DIGITS = Long.BYTES * 2;
    private static final String ALGORITHM = "HmacSHA256";

    /** As long as a signature. */
    private static final String SIGNATURE = "_".repeat(64);

    private final byte[] wire;
    private final int body;
    private final int signature;
    private final List<Integer> places;
    private final Mac mac;

    /**
     * @param head request line and headers but for the signature's and the length's, each line with
     *     its end
     * @param body with {@link #PLACE} where the connection's id stands
     */
    Template(String head, String body, String key) {
        byte[] bytes = body.getBytes(UTF_8);
        String start = head + "X-Nango-Hmac-Sha256: ";
        String rest = "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        this.signature = start.length();
        this.body = start.length() + SIGNATURE.length() + rest.length();
        this.wire = new byte[this.body + bytes.length];
        byte[] ahead = (start + SIGNATURE + rest).getBytes(ISO_8859_1);
        System.arraycopy(ahead, 0, wire, 0, ahead.length);
        System.arraycopy(bytes, 0, wire, this.body, bytes.length);
        this.places = places(new String(wire, ISO_8859_1));
        this.mac = mac(key);
    }

    private static List<Integer> places(String wire) {
        List<Integer> places = new ArrayList<>();
        for (int at = wire.indexOf(PLACE); at >= 0; at = wire.indexOf(PLACE, at + 1)) {
            places.add(at + PLACE.length() - DIGITS);
        }
        return places;
    }

    private static Mac mac(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The id of a numbered connection. */
    public static String connection(long number) {
        return "connection-" + HexFormat.of().toHexDigits(number);
    }

    /** A delivery about that connection, signed. */
    public byte[] wire(long number) {
        byte[] own = wire.clone();
        byte[] digits = HexFormat.of().toHexDigits(number).getBytes(ISO_8859_1);
        for (int at : places) {
            System.arraycopy(digits, 0, own, at, DIGITS);
        }
        mac.update(own, body, own.length - body);
        byte[] signed = HexFormat.of().formatHex(mac.doFinal()).getBytes(ISO_8859_1);
        System.arraycopy(signed, 0, own, signature, signed.length);
        return own;
    }

    /** How many bytes of it are the body. */
    public int size() {
        return wire.length - body;
    }
}
