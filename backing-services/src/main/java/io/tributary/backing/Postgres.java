package io.tributary.backing;

/** One PostgreSQL server on loopback. */
public interface Postgres extends BackingService {

    /** The port on 127.0.0.1, the same for the whole life of this object. */
    int port();

    /** The superuser's login to a database. */
    Login superuser(String database);

    /** A login to a database, without checking that either is there. */
    default Login login(String database, String user, String password) {
        return new Login("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, user, password);
    }
}
