/**
 * Takes a delivery off the wire whatever a stranger put around it, and writes its answer.
 *
 * <p>The server is Reactor Netty, not Tomcat or Jetty: what a third party can put into a forward
 * must not end in 4xx, and Tomcat 11 answers 400 to an illegal header character and 417 to an
 * unknown {@code Expect}, Jetty 12.1 the same, both deep inside private code. Netty's decoder takes
 * all of it by options ({@link io.tributary.ingress.http.TolerantServer}). Bodies are read without
 * a thread, so that a slow sender costs memory of the budget and nothing else; once a body is
 * there, the rest runs blocking on a virtual thread. Spring's WebFlux dispatcher is left out on
 * purpose: nothing negotiates content, decodes forms, or believes forwarding and trace headers.
 */
@NullMarked
package io.tributary.ingress.http;

import org.jspecify.annotations.NullMarked;
