/**
 * The records of {@code java.util.logging}, also those of {@code System.Logger} and of every
 * library that ends there.
 *
 * <p>Woven is {@code Logger.log(LogRecord)}, which all methods lead to. The level check is inside
 * it: the hook asks what it asks, {@code isLoggable}, and does not ask the logger's filter. A
 * record that a handler passes on, to SLF4J say, comes in once.
 *
 * <p>The class is of the JDK, and perhaps not there at all: nothing here that names it is loaded
 * before it is. It is woven as it is loaded, or by the agent's thread where that has happened.
 *
 * <p>Left out: loggers of log managers that override {@code log(LogRecord)} without calling it, as
 * that of JBoss does.
 */
package io.weftline.agent.instrument.jul;
