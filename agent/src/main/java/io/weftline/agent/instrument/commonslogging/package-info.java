/**
 * The records of Commons Logging's own {@code SimpleLog} (1.0 to 1.3). All its other logs, and
 * those of Spring's copy of the library, hand their records to a library that is woven itself.
 *
 * <p>Woven is {@code SimpleLog.log}, which is called after the level check. Its arguments are types
 * of the JDK, and the logger's name is a field, so nothing of the library has to be named: its
 * class files are of Java 1.1, older than what can be linked. A message that is no text is the
 * application's, and is not rendered.
 */
package io.weftline.agent.instrument.commonslogging;
