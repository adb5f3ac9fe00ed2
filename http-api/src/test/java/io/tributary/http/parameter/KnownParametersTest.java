package io.tributary.http.parameter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.http.problem.ApiProblem;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

import java.util.UUID;

class KnownParametersTest {

    /** A type that may be given several times. */
    private record Tags() {}

    static final class Call {

        void list(
                @RequestParam int limit,
                @RequestParam(name = "end-user") UUID endUser,
                @RequestParam Tags tag) {}

        void none() {}
    }

    private final KnownParameters parameters = new KnownParameters(Tags.class);

    @Test
    void whatACallHasIsLetPass() {
        assertThatCode(() -> call("list", "limit", "1")).doesNotThrowAnyException();
        assertThatCode(() -> call("list", "end-user", "x")).doesNotThrowAnyException();
        assertThatCode(() -> call("list", "tag", "a:b", "c:d")).doesNotThrowAnyException();
    }

    @Test
    void whatACallDoesNotHaveIsRefusedWithWhatItHas() {
        refused("end-user, limit, tag", "list", "endUser", "x");
        refused("this call has no parameters", "none", "limit", "1");
    }

    @Test
    void onlyWhatIsSaidToBeMayBeGivenTwice() {
        refused("limit must be given once", "list", "limit", "1", "2");
    }

    @Test
    void anEmptyFilterIsAMistake() {
        refused("limit must have a value", "list", "limit", "");
        refused("tag must have a value", "list", "tag", "a:b", "");
    }

    private void refused(String why, String method, String name, String... values) {
        assertThatThrownBy(() -> call(method, name, values))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining(why);
    }

    private void call(String method, String name, String... values)
            throws ReflectiveOperationException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/calls");
        request.addParameter(name, values);
        Class<?>[] types =
                method.equals("list")
                        ? new Class<?>[] {int.class, UUID.class, Tags.class}
                        : new Class<?>[0];
        parameters.preHandle(
                request,
                new MockHttpServletResponse(),
                new HandlerMethod(new Call(), Call.class.getDeclaredMethod(method, types)));
    }
}
