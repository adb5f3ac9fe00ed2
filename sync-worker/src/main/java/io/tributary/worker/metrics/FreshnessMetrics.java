package io.tributary.worker.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.tributary.worker.definition.Definitions;
import io.tributary.worker.definition.Definitions.Pulled;
import io.tributary.worker.run.Freshness;
import io.tributary.worker.run.RunStatus;
import io.tributary.worker.run.Syncs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fresh everything is, and how many syncs stand how: the database's answer, asked every few
 * seconds however often it is looked at. Which integrations a provider's definition reaches the
 * connections alone tell, so the gauges come and go.
 */
@Component
@EnableScheduling
class FreshnessMetrics {

    private static final Logger LOGGER = LoggerFactory.getLogger(FreshnessMetrics.class);
    private static final String PREFIX = "tributary.worker.";
    private static final int EVERY_SECONDS = 10;

    private final Syncs syncs;
    private final Definitions definitions;
    private final FreshnessSettings settings;
    private final MultiGauge statuses;
    private final MultiGauge oldest;
    private final MultiGauge overdue;

    FreshnessMetrics(
            Syncs syncs,
            Definitions definitions,
            FreshnessSettings settings,
            MeterRegistry registry) {
        this.syncs = syncs;
        this.definitions = definitions;
        this.settings = settings;
        this.statuses =
                MultiGauge.builder(PREFIX + "syncs")
                        .description(
                                "Syncs of connections that are not deleted, by the status of the"
                                        + " latest run")
                        .register(registry);
        this.oldest =
                MultiGauge.builder(PREFIX + "freshness.oldest")
                        .baseUnit("seconds")
                        .description("Longest time since a sync that is still pulled completed")
                        .register(registry);
        this.overdue =
                MultiGauge.builder(PREFIX + "freshness.overdue")
                        .description("Syncs of active connections for which that time is too long")
                        .register(registry);
    }

    @Scheduled(fixedDelay = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void ask() {
        try {
            Map<Pulled, Freshness> all = new HashMap<>();
            definitions.pulled().forEach(pulled -> all.put(pulled, Freshness.NONE));
            Map<Pulled, Freshness> pulledNow = new HashMap<>(all);
            syncs.freshness(settings.overdueAfter())
                    .forEach(
                            (of, freshness) -> {
                                Pulled what = new Pulled(of.integration(), of.model());
                                all.merge(what, freshness, Freshness::and);
                                if (definitions.pull(of.integration(), of.provider(), of.model())) {
                                    pulledNow.merge(what, freshness, Freshness::and);
                                }
                            });
            tell(all, pulledNow);
        } catch (DataAccessException | TransactionException e) {
            // Rather none than old ones.
            tell(Map.of(), Map.of());
            LOGGER.atWarn().addKeyValue("why", e).log("freshness cannot be told now");
        }
    }

    /** What no definition pulls any more only grows older, and nobody waits for it. */
    private void tell(Map<Pulled, Freshness> all, Map<Pulled, Freshness> pulledNow) {
        List<Row<?>> byStatus = new ArrayList<>();
        all.forEach(
                (pulled, freshness) -> {
                    Tags tags = Labels.of(pulled);
                    for (RunStatus status : RunStatus.values()) {
                        byStatus.add(
                                Row.of(tags.and("status", status.word()), freshness.syncs(status)));
                    }
                });
        List<Row<?>> ages = new ArrayList<>();
        List<Row<?>> late = new ArrayList<>();
        pulledNow.forEach(
                (pulled, freshness) -> {
                    Tags tags = Labels.of(pulled);
                    ages.add(Row.of(tags, freshness.oldest().toMillis() / 1000.0));
                    if (settings.counts()) {
                        late.add(Row.of(tags, freshness.overdue()));
                    }
                });
        statuses.register(byStatus, true);
        oldest.register(ages, true);
        overdue.register(late, true);
    }
}
