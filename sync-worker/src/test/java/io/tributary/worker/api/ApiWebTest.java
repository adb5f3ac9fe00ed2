package io.tributary.worker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;

import java.util.List;

class ApiWebTest {

    /** A call whose parameter has another name on the wire. */
    static final class Call {

        void list(@RequestParam(name = "sync-model") String model) {}
    }

    private static final class Registry extends InterceptorRegistry {

        @Override
        public List<Object> getInterceptors() {
            return super.getInterceptors();
        }
    }

    @Test
    void aParameterIsKnownByItsNameOnTheWire() throws Exception {
        assertThat(let("sync-model")).isTrue();
        assertThatThrownBy(() -> let("model"))
                .hasMessageContaining("model is not known")
                .hasMessageContaining("sync-model");
    }

    private static boolean let(String parameter) throws Exception {
        Registry registry = new Registry();
        new ApiWeb().addInterceptors(registry);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/calls");
        request.addParameter(parameter, "Contact");
        return ((HandlerInterceptor) registry.getInterceptors().getFirst())
                .preHandle(
                        request,
                        new MockHttpServletResponse(),
                        new HandlerMethod(
                                new Call(), Call.class.getDeclaredMethod("list", String.class)));
    }
}
