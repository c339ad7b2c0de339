/**
 * Requests that come to Undertow, 2.0 to 2.3, alone or below a servlet container, over HTTP/1.1,
 * HTTP/2 and AJP. Woven is the one method that every call of a handler goes through, {@code
 * Connectors.executeRootHandler}: the first of a request and each of its asynchronous turns. The
 * rest is told by listeners that Undertow offers, one before the response is committed and one when
 * the exchange is complete. What cannot be read as a request never becomes an exchange that is
 * handled; it is seen where it is refused.
 *
 * <p>What is known of a request is an attachment of its exchange, under a key that is found by
 * identity alone. Types of servlets ({@code linkedservlet}) are a package of their own, linked only
 * where Undertow's container of servlets is; no type of the Servlet API is named, so that it does
 * not matter whether that is {@code javax} or {@code jakarta}. An exception that leaves a servlet
 * is kept nowhere in Undertow: it is noted where it leaves the chain of filters, the outermost one,
 * since what leaves the chain of a forward may still be caught by who forwards.
 */
package io.weftline.agent.instrument.undertow;
