package io.tributary.store.consume;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

/**
 * Holds this instance's name, as a lock of a database session, while the process lives. Two
 * processes of one name would fence each other from the brokers in turns for ever, each started
 * again by its supervisor. Nothing is lost or published twice by that, so this lock need not be
 * beyond doubt: a session that says nothing for a while is ended by the server, and the name of a
 * frozen process, or of a dead host's, is free again.
 */
final class InstanceName {

    private static final Logger LOGGER = LoggerFactory.getLogger(InstanceName.class);

    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration BEAT = Duration.ofSeconds(4);

    /** Longer than the silence: by then, whoever has it lives. */
    private static final int SECONDS_OF_PATIENCE = 20;

    private static final String NAME =
            "hashtextextended('tributary.instance ' || current_schema() || ' ' || ?, 0)";

    private final DataSource database;
    private final String instance;
    private final Stopping stopping;
    private final ProcessEnd processEnd;
    private @Nullable Connection session;

    InstanceName(DataSource database, String instance, Stopping stopping, ProcessEnd processEnd) {
        this.database = database;
        this.instance = instance;
        this.stopping = stopping;
        this.processEnd = processEnd;
    }

    /**
     * Returns once the name is ours, and watches over it from then on.
     *
     * @throws Refusal if it is a living process's
     */
    void hold() {
        take();
        Thread.ofPlatform().name("instance-name").daemon().start(this::watch);
    }

    private synchronized void take() {
        try {
            Connection fresh = database.getConnection();
            try {
                takeIn(fresh);
                session = fresh;
            } finally {
                if (session != fresh) {
                    giveBack(fresh);
                }
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the instance's name is not held", e);
        }
    }

    private void takeIn(Connection fresh) throws SQLException {
        try (Statement statement = fresh.createStatement()) {
            statement.execute("set idle_session_timeout = " + SILENCE.toMillis());
        }
        for (int seconds = 0; !isTaken(fresh); seconds++) {
            if (seconds == SECONDS_OF_PATIENCE) {
                throw new Refusal(refusal(holder(fresh)));
            }
            if (seconds % 5 == 0) {
                LOGGER.atWarn()
                        .addKeyValue("instance", instance)
                        .addKeyValue("holder", holder(fresh))
                        .log("another process has this instance's name; perhaps it just died");
            }
            if (!stopping.pause(Duration.ofSeconds(1))) {
                throw new IllegalStateException("going down");
            }
        }
    }

    private String refusal(String holder) {
        return ("another process is running as tributary.instance=%s (%s): give each process a name"
                        + " of its own, or end the other one")
                .formatted(instance, holder);
    }

    private boolean isTaken(Connection fresh) throws SQLException {
        try (PreparedStatement statement =
                fresh.prepareStatement("select pg_try_advisory_lock(" + NAME + ")")) {
            statement.setString(1, instance);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private String holder(Connection fresh) throws SQLException {
        try (PreparedStatement statement =
                fresh.prepareStatement(
                        "select coalesce(host(client_addr), 'this host'), backend_start"
                                + " from pg_stat_activity join pg_locks using (pid), "
                                + NAME
                                + " as name where locktype = 'advisory' and granted"
                                + " and (classid::bigint << 32) | objid::bigint = name")) {
            statement.setString(1, instance);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? "connected from %s since %s".formatted(row.getString(1), row.getString(2))
                        : "gone by now";
            }
        }
    }

    private void watch() {
        while (stopping.pause(BEAT)) {
            if (!isHeld()) {
                LOGGER.atWarn()
                        .addKeyValue("instance", instance)
                        .log("the session that holds this instance's name is lost; taking it anew");
                takeAnew();
            }
        }
    }

    private synchronized boolean isHeld() {
        Connection held = session;
        if (held == null) {
            return false;
        }
        try (Statement statement = held.createStatement()) {
            statement.execute("select 1");
            return true;
        } catch (SQLException e) {
            LOGGER.atDebug().setCause(e).log("session of the instance's name");
            session = null;
            giveBack(held);
            return false;
        }
    }

    /** The database may be away for long; that is waited for, and others tell of it. */
    private void takeAnew() {
        try {
            take();
        } catch (Refusal e) {
            processEnd.end(String.valueOf(e.getMessage()), e);
        } catch (DataAccessResourceFailureException | IllegalStateException e) {
            LOGGER.atDebug().setCause(e).log("the instance's name is not held; trying again");
        }
    }

    /** So that whoever comes next need not wait. */
    synchronized void release() {
        Connection held = session;
        session = null;
        if (held != null) {
            giveBack(held);
        }
    }

    private static void giveBack(Connection connection) {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
            statement.execute("reset idle_session_timeout");
        } catch (SQLException e) {
            LOGGER.atDebug().setCause(e).log("session of the instance's name was gone");
        }
    }
}
