package io.weftline.agent.http;

import io.weftline.agent.config.Option;
import io.weftline.agent.config.RouteThreshold;
import java.util.List;

/** Settings of requests, whatever server they come to. */
public final class HttpOptions {
  public static final Option<Long> SLOW =
      Option.threshold("slow.request")
          .summary(
              "A request that takes at least this long is slow, and a job. 0: every one; off: none.")
          .defaultsTo("1s");

  static final Option<List<RouteThreshold>> SLOW_OVERRIDES =
      Option.routeThresholds("slow.request.overrides")
          .summary(
              "Other thresholds for some requests, by route or path: /reports/**=10s,"
                  + " /orders/{id}=200ms. The first match wins.")
          .defaultsTo("");

  static final Option<Boolean> USER_METRICS =
      Option.flag("metrics.users")
          .summary("Counts requests by user, too: lines of kind metrics.user.")
          .defaultsTo("false");

  public static final Option<String> LOG =
      Option.choice("request.log", "all", "slow", "none")
          .summary("Which requests and jobs get a line: all; slow and failed ones; none.")
          .defaultsTo("all");

  static final Option<List<String>> IGNORE =
      Option.texts("request.ignore")
          .summary(
              "Paths of requests that are not followed at all: /actuator/**, *.css. They keep their"
                  + " ids, and are in no figure.")
          .defaultsTo("");

  static final Option<String> ID_HEADER =
      Option.text("request.id-header")
          .summary(
              "The header that a request's id is read from, and returned in if the application does"
                  + " not set it. Empty: ids are made, but neither read nor returned.")
          .defaultsTo("X-Request-ID");

  static final Option<List<String>> CAPTURE_HEADERS =
      Option.texts("request.capture-headers")
          .summary(
              "Headers of requests that are written with them. Never Authorization, Cookie and"
                  + " Set-Cookie.")
          .defaultsTo("");

  static final Option<List<String>> TRUSTED_PROXIES =
      Option.texts("request.trusted-proxies")
          .summary(
              "Addresses (10.0.0.7) and networks (10.0.0.0/8) whose Forwarded and X-Forwarded-For"
                  + " are believed.")
          .defaultsTo("");

  private HttpOptions() {}
}
