package io.tributary.simulator.provider;

import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub, "List repository issues": an array; {@code page} and {@code per_page} (30, at most 100);
 * pages are linked by {@code Link}. Every third issue is closed, and only {@code state=all} has it.
 */
final class GitHubIssues implements StandIn {

    private static final Pattern PATH = Pattern.compile("/repos/([^/]+)/([^/]+)/issues");
    private static final long FIRST_ID = 2_400_000_000L;

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches() || !call.method().equals("GET")) {
            return Optional.empty();
        }
        boolean all = "all".equals(call.query().get("state"));
        List<ObjectNode> issues = new ArrayList<>();
        for (int place = 0; place < call.total(); place++) {
            if (all || isOpen(place)) {
                issues.add(issue(place, CrmProvider.decode(path.group(1) + "/" + path.group(2))));
            }
        }
        int size = call.number("per_page", 30, 100);
        int page = call.number("page", 1, Integer.MAX_VALUE);
        ArrayNode body = JsJson.object().putArray("issues");
        issues.stream().skip((page - 1L) * size).limit(size).forEach(body::add);
        int last = Math.max(1, Math.ceilDiv(issues.size(), size));
        return Optional.of(new Reply(200, body, links(call, page, last, size)));
    }

    private static @Nullable String links(Call call, int page, int last, int size) {
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(call, page - 1, size, "prev"));
        }
        if (page < last) {
            links.add(link(call, page + 1, size, "next"));
            links.add(link(call, last, size, "last"));
        }
        if (page > 1) {
            links.add(link(call, 1, size, "first"));
        }
        return links.isEmpty() ? null : String.join(", ", links);
    }

    private static String link(Call call, int page, int size, String relation) {
        String state =
                call.query().containsKey("state") ? "state=" + call.query().get("state") + "&" : "";
        return "<https://api.github.com%s?%sper_page=%d&page=%d>; rel=\"%s\""
                .formatted(call.path(), state, size, page, relation);
    }

    private static boolean isOpen(int place) {
        return place % 3 != 2;
    }

    private static ObjectNode issue(int place, String repository) {
        return JsJson.object()
                .put("id", FIRST_ID + place)
                .put("number", place + 1)
                .put("title", "Issue %d of %s".formatted(place + 1, repository))
                .put("state", isOpen(place) ? "open" : "closed")
                .put("updated_at", Contacts.updatedAt(place).toString());
    }
}
