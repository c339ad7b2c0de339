/** Executes the same SQL through one wrapper of a driver after the other. */
package com.acme.wrappers;
