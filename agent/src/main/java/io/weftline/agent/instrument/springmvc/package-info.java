/**
 * Names the requests that Spring MVC serves (5.3 to 7, {@code javax} and {@code jakarta}) as their
 * controllers are mapped: {@code /orders/{id}}.
 *
 * <p>Woven is {@code DispatcherServlet} alone: after it has found the handler, the pattern that
 * matched is an attribute of the request, whatever kind of handler it is; and where it has made a
 * response of an exception. The attribute, four paths and the name of the principal are read, all
 * of the request in hand. Of a dispatch to the page of errors nothing is taken, since that is not
 * what was asked for; and the pattern of everything, which static resources have, names nothing.
 *
 * <p>Spring Security knows the user only within its own wrapper of the request, which the container
 * never sees: that is why the name is read here.
 *
 * <p>Left out: WebFlux, which has no such servlet.
 */
package io.weftline.agent.instrument.springmvc;
