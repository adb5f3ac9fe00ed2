package io.tributary.worker.pull;

import io.tributary.events.RecordChange;
import io.tributary.worker.definition.Definition;

import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the records out of a page one by one, as the definition says, and never holds more than
 * one. A page may turn out not to be one after some were handed on: they count only once this
 * returns.
 *
 * <p>The same id twice in a page is two changes of one record, in their order. A member that comes
 * twice in a record counts once, the last; where the records themselves come twice the page is
 * refused.
 *
 * <p>No records are an empty array, {@code null} in its place, status 204, and, only if the
 * definition says so, a page that leaves the array out.
 */
@Component
class RecordExtraction {

    private final PageJson json;

    RecordExtraction(PageJson json) {
        this.json = json;
    }

    /**
     * @param records gets each record in the page's order
     * @throws PullFailed if the page is not what the definition says
     */
    PageSummary extract(Order order, Page page, Consumer<RecordChange> records) {
        Definition definition = order.definition();
        RecordIds ids = new RecordIds(definition);
        if (page.isNoContent()) {
            return summary(page, new Envelope(Map.of()), ids);
        }
        try (JsonParser parser = json.open(page)) {
            PageWalk walk =
                    new PageWalk(
                            parser,
                            definition.records(),
                            definition.wanted(),
                            record ->
                                    records.accept(
                                            RecordChange.upserted(
                                                    order.connection(),
                                                    definition.model(),
                                                    ids.next(record),
                                                    record)));
            if (!walk.walk()) {
                throw json.notJson(page);
            }
            Declined.refuse(definition, walk.envelope());
            refuseOtherThanOneArray(walk, definition);
            return summary(page, walk.envelope(), ids);
        } catch (JacksonException e) {
            throw json.refused(e, page);
        } catch (IOException e) {
            throw SpoolTrouble.of(e);
        }
    }

    private static PageSummary summary(Page page, Envelope envelope, RecordIds ids) {
        return new PageSummary(
                page.headers(),
                envelope,
                ids.count(),
                page.isNoContent(),
                ids.last(),
                ids.fingerprint());
    }

    private static void refuseOtherThanOneArray(PageWalk walk, Definition definition) {
        if (walk.arrays() == 0 && !(walk.isLeftOut() && definition.recordsMayBeMissing())) {
            throw PullFailed.unfit(
                    "records_not_found",
                    "A page has no array at '%s'. Mend 'records' of definition '%s'%s (the page is: %s)."
                            .formatted(
                                    definition.records(),
                                    definition.name(),
                                    walk.isLeftOut()
                                            ? ", or set its records-may-be-missing to true if the"
                                                    + " provider leaves an empty array out"
                                            : "",
                                    walk.shape()));
        }
        if (walk.arrays() > 1) {
            throw PullFailed.unfit(
                    "records_twice",
                    "A page has '%s' %d times, and which one counts nobody can say. Ask the provider; definition '%s' needs pages that have it once."
                            .formatted(definition.records(), walk.arrays(), definition.name()));
        }
    }
}
