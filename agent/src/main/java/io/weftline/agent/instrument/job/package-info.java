/**
 * Jobs: units of work that nobody has asked for from outside. They have ids, a line with their
 * breakdown, calls, queries and stacks, and an early one if they are slow, as requests have.
 *
 * <p>A job begins on a thread that works for nobody; what is nested in it is a part of it. Three
 * things begin one. What a {@code ScheduledThreadPoolExecutor} runs, named after the class of the
 * task: found where it is run and not where it is scheduled, since that happens once, at the start,
 * before anything is woven. Methods with {@code @Scheduled}, by their own names: the executor
 * leaves tasks of Spring alone, so that there is one job and not two, and what is given to Spring's
 * scheduler itself is found where Spring runs it. And the entry methods that the user names.
 *
 * <p>Spring keeps what a task throws to itself; its handler of errors says so.
 */
package io.weftline.agent.instrument.job;
