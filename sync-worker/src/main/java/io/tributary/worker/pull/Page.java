package io.tributary.worker.pull;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpHeaders;

/** A page as the provider answered it. */
record Page(HttpHeaders headers, JsonNode body) {}
