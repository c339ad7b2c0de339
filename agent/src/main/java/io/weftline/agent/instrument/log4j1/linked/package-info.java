/** What names types of Log4j 1: defined anew for each loader that has them. */
package io.weftline.agent.instrument.log4j1.linked;
