/**
 * Ways to fail, each with a culprit of its own. What is called {@code ...Service} may be timed; the
 * rest calls it.
 */
package com.acme.plain.fail;
