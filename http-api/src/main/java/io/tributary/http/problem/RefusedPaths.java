package io.tributary.http.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

import java.io.IOException;

/** Otherwise a path that is refused unread is answered as if a token were missing. */
public final class RefusedPaths implements RequestRejectedHandler {

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestRejectedException refused)
            throws IOException {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        Problems.write(
                response,
                HttpStatus.BAD_REQUEST,
                "The path holds what no path may (';', '//', an encoded '/' or '%').");
    }
}
