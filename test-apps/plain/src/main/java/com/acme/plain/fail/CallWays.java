package com.acme.plain.fail;

import java.util.Map;

/** Calls, and who catches what. */
final class CallWays {
  private CallWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("caught-outside", CallService::leaves);
    ways.put("checked", CallService::leavesChecked);
    ways.put("ten-calls", CallService::one);
    ways.put("wrapped-once", CallService::wraps);
    ways.put("wrapped-thrice", CallService::wrapsThird);
    ways.put("handled-within", CallService::handles);
    ways.put("wrapped-and-handled", CallService::handlesWrapped);
    ways.put("another-without-cause", CallService::throwsAnother);
    ways.put("rethrown", CallService::rethrows);
    ways.put("suppressed", CallService::uses);
    ways.put("finally", CallService::endsOtherwise);
    ways.put("two-callers", CallWays::twoCallers);
    ways.put("recursion", CallWays::recursion);
    ways.put("seven-tries", CallService::tries);
    ways.put("thousand", CallWays::thousand);
    ways.put("allocated-before", CallWays::allocatedBefore);
  }

  private static void twoCallers() {
    first();
    second();
  }

  private static void first() {
    try {
      CallService.helps();
    } catch (IllegalStateException e) {
      System.out.println("first");
    }
  }

  private static void second() {
    try {
      CallService.helps();
    } catch (IllegalStateException e) {
      System.out.println("second");
    }
  }

  private static void recursion() {
    for (int depth = 1; depth <= 81; depth *= 9) {
      try {
        CallService.recurses(depth);
      } catch (IllegalStateException e) {
        System.out.println("depth " + depth);
      }
    }
  }

  private static void thousand() {
    int caught = 0;
    for (int i = 0; i < 1000; i++) {
      try {
        CallService.failsOften(i);
      } catch (Counted e) {
        caught++;
      }
    }
    System.out.println("caught " + caught);
  }

  private static void allocatedBefore() {
    int caught = 0;
    for (int i = 0; i < 100; i++) {
      try {
        CallService.throwsAllocated();
      } catch (IllegalStateException e) {
        caught += e.getSuppressed().length == 0 ? 1 : 0;
      }
    }
    System.out.println("caught " + caught);
  }
}
