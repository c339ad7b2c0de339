/**
 * What happened, as data: one {@link io.weftline.agent.event.Event} type for all kinds, with the
 * envelope as plain fields and everything else as {@link io.weftline.agent.event.Field}s by name.
 *
 * <p>A new kind of event needs no class and no encoder: it is a name, a few fields and whoever
 * makes it. Fields carry a rank, and events keep them by rank, so that what belongs to one group of
 * the line stands together whoever adds it in whatever order; that is what lets the encoder write a
 * nested object without collecting it first.
 *
 * <p>An event holds text and numbers only: no object of the application enters the queue. Times are
 * those of {@link java.lang.System#nanoTime()}; the thread that writes makes wall time of them, and
 * the sentence of the message.
 */
package io.weftline.agent.event;
