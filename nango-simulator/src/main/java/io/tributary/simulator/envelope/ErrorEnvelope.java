package io.tributary.simulator.envelope;

import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;

/** Writes errors: the one place where a refusal becomes an answer. */
@RestControllerAdvice
public final class ErrorEnvelope {

    public static void write(ApiException refused, HttpServletResponse response)
            throws IOException {
        write(refused.status(), refused.error(), response);
    }

    public static void write(int status, ObjectNode error, HttpServletResponse response)
            throws IOException {
        ObjectNode envelope = JsJson.object();
        envelope.set("error", error);
        byte[] body = CanonicalJson.rewrite(envelope);
        response.setStatus(status);
        response.setHeader("Content-Type", "application/json; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @ExceptionHandler
    void refused(ApiException refused, HttpServletResponse response) throws IOException {
        write(refused, response);
    }

    @ExceptionHandler
    void notJson(JacksonException malformed, HttpServletResponse response) throws IOException {
        write(new ApiException(400, "invalid_json", "The body is not valid JSON."), response);
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException bad, HttpServletResponse response)
            throws IOException {
        write(new ApiException(400, "invalid_body", String.valueOf(bad.getMessage())), response);
    }

    @ExceptionHandler
    void badValue(IllegalArgumentException bad, HttpServletResponse response) throws IOException {
        write(new ApiException(400, "invalid_body", String.valueOf(bad.getMessage())), response);
    }
}
