package io.tributary.simulator;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Connection ids may contain slashes of both kinds; encoded, they are part of a path segment. */
@Component
final class TomcatLeniency implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(
                connector -> {
                    connector.setEncodedSolidusHandling(
                            EncodedSolidusHandling.PASS_THROUGH.getValue());
                    connector.setEncodedReverseSolidusHandling(
                            EncodedSolidusHandling.PASS_THROUGH.getValue());
                });
    }
}
