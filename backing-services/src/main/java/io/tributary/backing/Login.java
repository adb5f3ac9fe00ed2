package io.tributary.backing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where a database is and who asks; the password does not show in {@link #toString()}. */
public record Login(String jdbcUrl, String user, String password) {

    /** Opens a plain connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return "Login[jdbcUrl=" + jdbcUrl + ", user=" + user + ", password=***]";
    }
}
