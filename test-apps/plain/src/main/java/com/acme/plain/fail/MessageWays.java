package com.acme.plain.fail;

import java.util.Map;

/** Throwables that are odd in themselves. */
final class MessageWays {
  private MessageWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("traceless", MessageWays::traceless);
    ways.put("hostile", () -> MessageService.passes(new Hostile()));
    ways.put("cyclic-causes", MessageService::throwsCyclic);
    ways.put("fifty-causes", MessageService::throwsChain);
    ways.put("huge-message", MessageService::throwsHuge);
    ways.put("no-message", MessageService::throwsNoMessage);
    ways.put("forged-lines", MessageService::throwsLines);
    ways.put("token", MessageService::throwsToken);
    ways.put("card", MessageService::throwsCard);
    ways.put("password", MessageService::throwsPassword);
    ways.put("secret-in-cause", MessageService::throwsSecretCause);
  }

  private static void traceless() {
    for (int order = 1; order <= 1000; order *= 10) {
      try {
        MessageService.throwsTraceless(order);
      } catch (Traceless e) {
        System.out.println("order " + order);
      }
    }
  }
}
