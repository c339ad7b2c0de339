/**
 * Calls by Apache HttpClient 5, from 5.1 on, classic and asynchronous, also over HTTP/2. Woven is
 * the method that every client of the library implements, {@code doExecute}: what is redirected,
 * retried or answered by its cache is one call. A classic one ends when the head of the response is
 * there, an asynchronous one when its future does, which its callback tells; it belongs to the unit
 * that sent it.
 *
 * <p>Headers are put into the application's request while the library makes its own of it, and are
 * taken out again: the application may use a request many times, for many units. The asynchronous
 * client makes the request that follows a redirect of the application's, so that one has none.
 *
 * <p>For the asynchronous ones the producer of the request, the consumer of the response and the
 * callback are wrapped: there is no other place where head, status and end are seen in all
 * versions.
 */
package io.weftline.agent.instrument.httpclient5;
