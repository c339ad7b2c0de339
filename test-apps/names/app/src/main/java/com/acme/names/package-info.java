/**
 * The same few orders, served with whatever framework is on the class path, and asked for by the
 * program itself.
 */
package com.acme.names;
