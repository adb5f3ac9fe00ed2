package io.tributary.store.page;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Not part of the API: it belongs to the page and changes with it. */
@Hidden
@RestController
class PageController {

    private final ConfigView view;

    PageController(ConfigView view) {
        this.view = view;
    }

    @GetMapping("/connect/config.json")
    ConfigView config() {
        return view;
    }
}
