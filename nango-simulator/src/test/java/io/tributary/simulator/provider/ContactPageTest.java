package io.tributary.simulator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.json.JsJson;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;

class ContactPageTest {

    private static final URI ORIGIN = URI.create("https://crm.example");
    private final ConnectionKey ann = new ConnectionKey("dev", "demo-crm", "ann");

    private JsonNode page(String query, int contacts) {
        return JsJson.parse(ContactPage.of(query).body(ann, contacts));
    }

    @Test
    void theLinksLeadThroughEveryContactOnce() {
        Set<String> ids = new HashSet<>();
        String query = "per_page=40";
        int pages = 0;
        while (query != null) {
            page(query, 250).forEach(contact -> ids.add(contact.path("id").asString()));
            String links = ContactPage.of(query).links(ORIGIN, 250);
            pages++;
            int next = links.indexOf(">; rel=\"next\"");
            query = next < 0 ? null : links.substring(links.lastIndexOf('?', next) + 1, next);
        }

        assertThat(pages).isEqualTo(7);
        assertThat(ids).hasSize(250);
    }

    @Test
    void theSameConnectionAlwaysHasTheSameContactsAndAnotherHasOthers() {
        ConnectionKey bob = new ConnectionKey("dev", "demo-crm", "bob");

        assertThat(page("per_page=50", 250)).isEqualTo(page("per_page=50", 250));
        assertThat(ContactPage.of("per_page=50").body(bob, 250))
                .isNotEqualTo(ContactPage.of("per_page=50").body(ann, 250));
    }

    @Test
    void theOnlyPageHasNoLinks() {
        assertThat(ContactPage.of("per_page=250").links(ORIGIN, 250)).isEmpty();
        assertThat(ContactPage.of(null).links(ORIGIN, 0)).isEmpty();
        assertThat(page("page=9", 250)).isEmpty();
    }

    @Test
    void olderContactsAreLeftOut() {
        String since = Contacts.updatedAt(247).toString();

        assertThat(page("updated_since=" + since, 250))
                .extracting(contact -> contact.path("id").asString())
                .containsExactly("contact-00249", "contact-00250");
    }

    @Test
    void aPageIsANumberFromOne() {
        assertThatThrownBy(() -> ContactPage.of("page=0")).hasMessage("page is a number from 1: 0");
    }
}
