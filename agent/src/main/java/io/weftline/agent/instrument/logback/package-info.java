/**
 * The records of Logback (1.1 to 1.5), also those of SLF4J's fluent calls and of every other
 * library that ends there.
 *
 * <p>Woven is {@code Logger.callAppenders}: it is called once for each record that has passed level
 * and turbo filters, whether there are appenders or not. Logger, level, throwable and the text
 * before its arguments are put in are read of Logback's own event, which only returns fields; an
 * event of another class is left alone, since its getters are the application's code.
 *
 * <p>Up to 1.2 the class files are of Java 6, which cannot be linked: the advice is a copied call
 * of a hook. What names Logback's types is loaded for each application that has them, held by its
 * class.
 */
package io.weftline.agent.instrument.logback;
