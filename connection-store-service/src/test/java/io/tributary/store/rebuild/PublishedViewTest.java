package io.tributary.store.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishedViewTest {

    @Test
    void whatCannotBeReadDiffersInsteadOfEndingTheComparison() {
        assertThat(PublishedView.told("dev/crm/a", "active", "{", null))
                .isEqualTo("dev/crm/a\nactive\nnull\nunreadable\n{");
    }
}
