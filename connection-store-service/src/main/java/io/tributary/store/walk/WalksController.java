package io.tributary.store.walk;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import java.util.List;

/** Operating walks over HTTP. */
@RestController
@RequestMapping("/api/operations/walks")
class WalksController {

    private static final int MOST = 1000;

    private final Walks walks;

    WalksController(Walks walks) {
        this.walks = walks;
    }

    /** The latest of each environment, latest first. */
    record WalksView(List<WalkView> walks) {}

    @GetMapping
    WalksView latest(@RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit must be 1 to " + MOST);
        }
        return new WalksView(walks.latest(limit));
    }

    @PostMapping("/{environment}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void start(@PathVariable String environment) {
        walks.start(configured(environment));
    }

    @PostMapping("/{environment}/release")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void release(@PathVariable String environment) {
        if (!walks.release(configured(environment))) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "the last walk was not held: nothing to release");
        }
    }

    private String configured(String environment) {
        if (!walks.environments().contains(environment)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "no environment is configured by this name");
        }
        return environment;
    }
}
