package io.tributary.worker.pull;

import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Success;

import tools.jackson.databind.JsonNode;

/** Tells a page from an answer that says, with status 200, that there is none. */
final class Declined {

    private static final String WORD = "[A-Za-z0-9_.:-]{1,60}";

    private Declined() {}

    static void refuse(Definition definition, Envelope envelope) {
        Success success = definition.success();
        if (success == null || text(envelope.at(success.path())).equals(success.is())) {
            return;
        }
        String said = success.error() == null ? "" : text(envelope.at(success.error()));
        // Only a word is quoted: a sentence may hold a customer's data.
        String word = said.matches(WORD) ? said : "";
        throw new PullFailed(
                new Trouble.Declined(
                        word, success.path().text(), definition.name(), success.meaningOf(word)));
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asString() : "";
    }
}
