package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Tokens;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** That no call is answered to whom it is not for: tried for all that are described. */
class CallersIT {

    private static final List<Call> CALLS = new ArrayList<>();

    private static Api api;

    private record Call(String method, String path) {

        int statusFor(String token) {
            return answerTo(token).status();
        }

        Api.Answer answerTo(String token) {
            return api.call(method, path, token);
        }
    }

    @BeforeAll
    static void start() {
        api = new Api(RunningWorker.shared().port());
        api.get("/v3/api-docs")
                .json()
                .path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(method -> add(method, path.getKey())));
        assertThat(CALLS).hasSizeGreaterThan(5);
        CALLS.add(new Call("GET", "/api/nothing"));
        CALLS.add(new Call("GET", "/error"));
    }

    private static void add(String method, String path) {
        CALLS.add(
                new Call(
                        method.toUpperCase(Locale.ROOT),
                        path.replace("{id}", UUID.randomUUID().toString())));
    }

    @Test
    void nobodyIsAnswered() {
        for (Call call : CALLS) {
            assertThat(call.statusFor(null)).as(call.toString()).isEqualTo(401);
            assertThat(call.statusFor(Tokens.expired())).as(call.toString()).isEqualTo(401);
            assertThat(call.statusFor(Tokens.ofAnotherIssuer())).as("" + call).isEqualTo(401);
        }
    }

    @Test
    void whatIsNoValidTokenIsToldWhy() {
        for (Call call : CALLS) {
            assertThat(call.answerTo(null).detail())
                    .as(call.toString())
                    .isEqualTo("A valid bearer token is needed, in the header Authorization.");
            assertThat(call.answerTo(Tokens.expired()).detail())
                    .as(call.toString())
                    .contains("expired");
            assertThat(call.answerTo(Tokens.ofAnotherIssuer()).detail())
                    .as(call.toString())
                    .contains("iss");
        }
    }

    @Test
    void anEndUserHasNoBusinessHere() {
        for (Call call : CALLS) {
            assertThat(call.statusFor(Tokens.endUser())).as(call.toString()).isEqualTo(403);
            assertThat(call.statusFor(Tokens.scopeless())).as(call.toString()).isEqualTo(403);
        }
    }

    @Test
    void whoReadsChangesNothing() {
        for (Call call : CALLS) {
            boolean read = call.method().equals("GET");
            int status = call.statusFor(Tokens.valid());
            assertThat(status == 403).as(call + " answers " + status).isEqualTo(!read);
            assertThat(call.statusFor(Tokens.operator())).as("" + call).isNotIn(401, 403);
        }
    }

    @Test
    void whoReadsMayAskForTheHeadAlone() {
        for (Call call : CALLS) {
            if (call.method().equals("GET")) {
                Call head = new Call("HEAD", call.path());
                assertThat(head.statusFor(Tokens.valid()))
                        .as(head.toString())
                        .isEqualTo(call.statusFor(Tokens.valid()));
                assertThat(head.statusFor(Tokens.endUser())).as(head.toString()).isEqualTo(403);
            }
        }
    }
}
