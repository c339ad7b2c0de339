/**
 * Requests that come to Jetty, 9.4 to 11 ({@code linked}) and 12 ({@code linked12}), embedded or
 * not, over HTTP/1.1 and HTTP/2.
 *
 * <p>Up to 11 the channel has a request from beginning to end: woven are its one method that every
 * turn of a request goes through, the one that every response goes through, and the one that says
 * that a request is over. In 12 servlets are one way among others to handle a request of the core:
 * woven are the server's own call of its handlers, each turn of a channel of servlets, the moment
 * in which the head of a response is made, and the end of the stream, just where access logs are
 * written.
 *
 * <p>What is followed is known by the channel (12: by the request) in a weak map: attributes would
 * be seen by applications that list theirs. Types of 12 have the names of types of 9.4 and are Java
 * 17's; they are not named but found by handles, once for each loader, which cost what calls cost.
 */
package io.weftline.agent.instrument.jetty;
