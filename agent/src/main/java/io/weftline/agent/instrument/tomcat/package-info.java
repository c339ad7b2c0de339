/**
 * Requests that come to Tomcat, 8.5 to 11, embedded or not, over HTTP/1.1, HTTP/2 and AJP. Woven is
 * what is the same in all of them: the adapter between connector and container, where each request
 * passes once and each of its asynchronous turns again; the point where access logs are written,
 * where the response is out and everything can still be read; and the moment before the head of the
 * response is sent.
 *
 * <p>No type of the Servlet API is named, so that it does not matter whether that is {@code javax}
 * or {@code jakarta}. A request is known again by an attribute of the connector's request, which
 * applications do not see when they list theirs.
 */
package io.weftline.agent.instrument.tomcat;
