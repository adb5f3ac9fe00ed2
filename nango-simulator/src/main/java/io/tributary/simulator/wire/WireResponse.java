package io.tributary.simulator.wire;

/** An answer, its body read to the end. */
public record WireResponse(int status, HeaderList headers, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public boolean isChunked() {
        return headers.first("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }
}
