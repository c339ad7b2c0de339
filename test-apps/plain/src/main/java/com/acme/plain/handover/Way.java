package com.acme.plain.handover;

/** A way to have something done by another thread. */
interface Way {

  /** Has it done and returns when it has been, or when that is certain to happen. */
  void handOver(Runnable work) throws Exception;
}
