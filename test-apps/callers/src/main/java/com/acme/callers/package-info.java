/**
 * Reads and writes two tables by one library after the other. A comment {@code caller: name} marks
 * each line that has a statement executed.
 */
package com.acme.callers;
