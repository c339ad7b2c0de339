/**
 * SQL on database servers.
 *
 * <p><b>Problem.</b> Drivers of servers do what one in memory need not: they read rows in portions,
 * rewrite batches, send several statements at once, and execute statements of their own.
 *
 * <p><b>Choice.</b> A fixed list of executions in the plain words of JDBC. The program prints a
 * line for each of them, with the numbers that the driver has given it: so it says itself what
 * there is to be seen of it, in the order in which the executions have ended.
 */
package com.acme.databases;
