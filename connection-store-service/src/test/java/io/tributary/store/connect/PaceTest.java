package io.tributary.store.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.EndUser;
import io.tributary.store.caller.Scope;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;

class PaceTest {

    private Instant now = Instant.parse("2026-09-01T08:00:50Z");
    private final Pace pace = new Pace(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    private static Caller user(String id, Scope... scopes) {
        return new Caller(id, Set.of(scopes), new EndUser(id, null, null, null, null));
    }

    @Test
    void oneUserIsHeldBackAndNoOther() {
        // given
        Caller ann = user("ann", Scope.CONNECT);
        for (int i = 0; i < Pace.PER_MINUTE; i++) {
            pace.admit(ann);
        }

        // then
        assertThatThrownBy(() -> pace.admit(ann))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem ->
                                assertThat(problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                                        .isEqualTo("10"));
        assertThatCode(() -> pace.admit(user("bob", Scope.CONNECT))).doesNotThrowAnyException();
        now = now.plusSeconds(10);
        assertThatCode(() -> pace.admit(ann)).doesNotThrowAnyException();
    }

    @Test
    void whoActsForManyIsNotCounted() {
        Caller backend = user("ann", Scope.CONNECT, Scope.CONNECT_ANY);
        for (int i = 0; i <= Pace.PER_MINUTE; i++) {
            pace.admit(backend);
        }
    }
}
