/** What calls a logging library: defined anew for each loader that has one. */
package io.weftline.agent.instrument.mdc.linked;
