package io.tributary.store.walk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.store.environment.Environments;
import io.tributary.store.question.Budgets;
import io.tributary.store.walk.Vitals.Figures;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * What is measured of questions, their budget and walks, each under the tag {@code environment}.
 * All but the walks counted come from the tables and are the same on every instance.
 */
final class WalkMeters implements MeterBinder {

    static final String WALKS = "tributary.store.walks";
    static final String SINCE_COMPLETE = "tributary.store.walk.complete.age";
    static final String HELD = "tributary.store.walk.held";
    static final String OPEN = "tributary.store.questions.open";
    static final String OLDEST = "tributary.store.questions.oldest.age";
    static final String BUDGET = "tributary.store.budget.left";

    private static final String ENVIRONMENT = "environment";

    private final JdbcTemplate jdbc;
    private final Environments environments;
    private final Budgets budgets;

    WalkMeters(JdbcTemplate jdbc, Environments environments, Budgets budgets) {
        this.jdbc = jdbc;
        this.environments = environments;
        this.budgets = budgets;
    }

    /** Counts the walks that this instance finished. */
    static BiConsumer<String, Outcome> counting(MeterRegistry registry) {
        return (environment, outcome) ->
                Counter.builder(WALKS)
                        .description("Walks over the whole list that this instance finished")
                        .tag(ENVIRONMENT, environment)
                        .tag("outcome", outcome.text())
                        .register(registry)
                        .increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String name : environments.names()) {
            Vitals vitals = new Vitals(jdbc, () -> budgets.of(name).left(), name);
            gauge(registry, name, vitals, OPEN, null, "Open questions", Figures::open);
            gauge(
                    registry,
                    name,
                    vitals,
                    OLDEST,
                    "seconds",
                    "How long the oldest question has been open",
                    Figures::oldest);
            gauge(
                    registry,
                    name,
                    vitals,
                    SINCE_COMPLETE,
                    "seconds",
                    "Time since the last complete walk; none if there never was one",
                    Figures::sinceComplete);
            gauge(
                    registry,
                    name,
                    vitals,
                    HELD,
                    null,
                    "Connections that the last walk missed, if it waits for an operator",
                    Figures::held);
            gauge(
                    registry,
                    name,
                    vitals,
                    BUDGET,
                    null,
                    "Calls to Nango that could be made now",
                    Figures::budget);
        }
    }

    private static void gauge(
            MeterRegistry registry,
            String environment,
            Vitals vitals,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<Figures> figure) {
        Gauge.builder(name, vitals, one -> one.of(figure))
                .description(description)
                .baseUnit(unit)
                .tag(ENVIRONMENT, environment)
                .strongReference(true)
                .register(registry);
    }
}
