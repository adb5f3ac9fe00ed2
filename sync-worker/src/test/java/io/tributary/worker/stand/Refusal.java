package io.tributary.worker.stand;

import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL refuses something on demand. */
public final class Refusal implements AutoCloseable {

    private final JdbcClient database;
    private final String name;

    private Refusal(JdbcClient database, String name) {
        this.database = database;
        this.name = name;
    }

    /**
     * @param name of its own
     * @param what as after {@code create trigger x before}, up to the condition
     * @param when the condition, over {@code old} and {@code new}
     * @param times how often; a sequence counts them, which no rollback takes back
     * @param sqlstate by which it refuses
     */
    public static Refusal of(
            JdbcClient database,
            String name,
            String what,
            String when,
            int times,
            String sqlstate,
            String message) {
        database.sql(
                        """
                        create sequence public.%1$s;
                        grant usage on schema public to sync;
                        grant usage on sequence public.%1$s to sync;
                        create function public.%1$s() returns trigger language plpgsql as $$
                        begin
                            if nextval('public.%1$s') <= %4$d then
                                raise exception '%6$s' using errcode = '%5$s';
                            end if;
                            return new;
                        end $$;
                        create trigger %1$s before %2$s for each row
                            when (%3$s) execute function public.%1$s();
                        """
                                .formatted(name, what, when, times, sqlstate, message))
                .update();
        return new Refusal(database, name);
    }

    /** It refuses no more. */
    @Override
    public void close() {
        database.sql("drop function public.%1$s cascade; drop sequence public.%1$s".formatted(name))
                .update();
    }
}
