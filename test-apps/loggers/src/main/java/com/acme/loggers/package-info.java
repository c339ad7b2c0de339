/** The same records by each logging library in turn, with throwables and without. */
package com.acme.loggers;
