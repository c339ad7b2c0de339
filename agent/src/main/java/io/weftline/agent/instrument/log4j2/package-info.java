/**
 * The records of Log4j 2 (2.8 and later), of its synchronous and asynchronous loggers, and of every
 * other library that ends there.
 *
 * <p>Woven are the methods of its loggers that all calls lead to after the level check, still on
 * the thread that logs: {@code logMessage} and, since 2.13, {@code log}. One may call the other:
 * what is nested comes in once.
 *
 * <p>The text is taken of the messages that Log4j itself makes and that only return a field for it;
 * of others, which may be the application's or render its objects, there is none. The throwable is
 * what the logger was given, else that of such a message, as in Log4j's own events: it has looked
 * for one among the arguments.
 *
 * <p>Left out: the simple logger of the API alone, and asynchronous appenders, which make no
 * records of their own.
 */
package io.weftline.agent.instrument.log4j2;
