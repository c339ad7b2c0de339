/**
 * The records of Log4j 1.2, by that name and by Reload4j's, and of every other library that ends
 * there.
 *
 * <p>Woven is {@code Category.callAppenders}: it is called once for each record that has passed the
 * logger's level, whether there are appenders or not. Logger, level, throwable, and the message if
 * it is a text, are read of Log4j's own event; an event of another class is left alone, and so is a
 * message of the application's, which would have to be rendered.
 *
 * <p>The class files are older than what can be linked: the advice is a copied call of a hook. What
 * names Log4j's types is loaded for each application that has them, held by its class.
 *
 * <p>Left out: the classes of the same names that Log4j 2 and SLF4J have for old programs. What
 * goes through them ends in a library that is woven itself.
 */
package io.weftline.agent.instrument.log4j1;
