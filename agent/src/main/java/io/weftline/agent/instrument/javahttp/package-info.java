/**
 * Calls by {@code java.net.http.HttpClient}, which the JDK has since 11. Woven is its
 * implementation: {@code send}, whose call ends when it returns, and {@code sendAsync}, whose call
 * ends when the future does, on whatever thread that is, and belongs to the unit that sent it. A
 * future that the application cancels and one whose time is up have failed. A future wakes who
 * waits for it before it tells us: where a unit ends in that instant its breakdown may lack the
 * call.
 *
 * <p>Headers go where the JDK puts its own ({@code setSystemHeader}, which its web sockets use): so
 * the application finds none of them in its requests, which it may compare and keep. That class is
 * not exported, and nothing is exported for us: its constructor, which is woven, hands over its own
 * {@code MethodHandles.Lookup}. A redirect makes a request of a request, and the headers go along.
 *
 * <p>The types of {@code java.net.http} are not named, since the agent is compiled for Java 8: they
 * are reached through method handles of their public methods ({@link
 * io.weftline.agent.instrument.javahttp.NetHttp}), made when the class is woven.
 */
package io.weftline.agent.instrument.javahttp;
