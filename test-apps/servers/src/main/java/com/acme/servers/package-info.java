/**
 * The same pages on several servers: what a request may do to whoever follows it, and nothing that
 * a program would be written for. One server runs until its input ends; its port is in a file.
 */
package com.acme.servers;
