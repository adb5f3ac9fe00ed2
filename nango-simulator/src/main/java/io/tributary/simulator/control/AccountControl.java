package io.tributary.simulator.control;

import io.tributary.simulator.account.Environments;
import io.tributary.simulator.account.RateLimit;
import io.tributary.simulator.delivery.WebhookUrl;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** What one sets in Nango's dashboard. Not kept over a restart. */
@RestController
@RequestMapping("/_control")
final class AccountControl {

    private final Target target;
    private final Environments environments;
    private final RateLimit limit;

    AccountControl(Target target, Environments environments, RateLimit limit) {
        this.target = target;
        this.environments = environments;
        this.limit = limit;
    }

    /** An environment, without its keys. */
    record EnvironmentState(String name, String inboundPath, List<String> webhookUrls) {}

    @GetMapping("/environments")
    @Help("the environments: where third parties post, where webhooks go")
    List<EnvironmentState> environments() {
        return environments.all().stream()
                .map(
                        e ->
                                new EnvironmentState(
                                        e.name(),
                                        "/webhook/" + e.uuid() + "/{integration}",
                                        e.webhookUrls()))
                .toList();
    }

    /** Primary and secondary address. */
    record Urls(List<String> urls) {

        Urls {
            Target.given(urls, "urls");
        }
    }

    @PutMapping("/environments/{name}/webhook-urls")
    @Help("send webhooks there from now on: {urls: [primary, secondary]}")
    void webhookUrls(@PathVariable String name, @RequestBody Urls urls) {
        urls.urls().forEach(WebhookUrl::check);
        target.environment(name).sendWebhooksTo(urls.urls());
    }

    /** Calls of the whole account in a minute. */
    record Limit(int perMinute) {}

    @GetMapping("/rate-limit")
    @Help("the limit on the account's calls in a minute")
    Map<String, Integer> rateLimit() {
        return Map.of("perMinute", limit.perMinute());
    }

    @PutMapping("/rate-limit")
    @Help("set that limit and begin a new minute: {perMinute}")
    void rateLimit(@RequestBody Limit wanted) {
        limit.set(wanted.perMinute());
    }
}
