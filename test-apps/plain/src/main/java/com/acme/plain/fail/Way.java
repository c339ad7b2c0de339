package com.acme.plain.fail;

/** One way to fail. What it throws is caught by whoever runs it. */
interface Way {
  void run() throws Throwable;
}
