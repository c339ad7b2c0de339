/** What names types of Logback: defined anew for each loader that has them. */
package io.weftline.agent.instrument.logback.linked;
