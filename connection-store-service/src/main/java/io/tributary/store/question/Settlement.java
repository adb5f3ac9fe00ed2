package io.tributary.store.question;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.nango.api.ConnectionsAnswer.Page;
import io.tributary.store.question.FloodBook.Unconfirmed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the first page of the list settles.
 *
 * @param answers to append
 * @param answered their questions
 * @param tooFresh missing from the whole list, but so new that Nango's replica may not know them
 * @param single what the page says nothing about
 */
record Settlement(
        Map<ConnectionKey, Observation> answers,
        List<Due> answered,
        List<Due> tooFresh,
        List<Due> single) {

    /**
     * @param whole whether the page is the whole list, and worth believing
     */
    static Settlement of(
            Collection<Unconfirmed> open,
            String environment,
            Beginning before,
            Page page,
            boolean whole) {
        Map<ConnectionKey, ConnectionSummary> listed = new HashMap<>();
        for (ConnectionSummary row : page.connections()) {
            listed.put(Observed.key(environment, row), row);
        }
        Settlement settlement =
                new Settlement(
                        new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Unconfirmed one : open) {
            settlement.settle(one, before, listed, whole);
        }
        return settlement;
    }

    private void settle(
            Unconfirmed one,
            Beginning before,
            Map<ConnectionKey, ConnectionSummary> listed,
            boolean whole) {
        Due due = one.due();
        ConnectionSummary row = listed.get(due.key());
        if (row != null) {
            answer(due, before.of(due.partition()).listed(null, Observed.of(row)));
        } else if (!whole || before.basis(due.partition()) <= one.up()) {
            single.add(due);
        } else if (!one.settled()) {
            tooFresh.add(due);
        } else {
            // A page that is the whole list is a walk of its own; its request's number names it.
            answer(due, before.of(due.partition()).missing(before.read()));
        }
    }

    private void answer(Due due, Observation observation) {
        answers.put(due.key(), observation);
        answered.add(due);
    }
}
