/** What calls Jersey or RESTEasy: defined anew for each loader that has one. */
package io.weftline.agent.instrument.jaxrs.linked;
