package io.tributary.simulator.proxy;

import io.tributary.simulator.account.Caller;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** Nango's proxy, by any method. */
@RestController
final class ProxyController {

    private final ProxyFlow flow;

    ProxyController(ProxyFlow flow) {
        this.flow = flow;
    }

    @RequestMapping("/proxy/**")
    void proxy(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        Caller caller = Caller.of(request);
        caller.require("proxy");
        switch (flow.proxy(caller.environment(), ProxyOrder.of(request))) {
            case UpstreamCall.Answer.Upstream(var answer) -> ProxyAnswer.write(answer, response);
            case UpstreamCall.Answer.Unreachable(var body) -> {
                response.setStatus(500);
                response.setHeader("Content-Type", "application/json; charset=utf-8");
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
        }
    }
}
