package io.weftline.agent.console;

import java.nio.charset.StandardCharsets;

/** Example lines: three are the contract's own, the others are made after its tables. */
public final class Lines {
  public static final String QUERY =
      """
      {"timestamp":"2026-08-23T10:15:29.901007Z","level":"WARN","kind":"db.query","message":"SELECT order_items 812 ms (slow)","logger":"weftline.sql","service":{"name":"shop"},"seq":48211,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"53995c3f42cd8ad8","parent_span_id":"00f067aa0ba902b7","request_id":"8f14e45f-ceea-467f-a9d2-5c1f2b8e7d10","user_id":"u-1842","thread":{"name":"http-nio-8080-exec-3"},"duration_ms":812.004,"outcome":"success","slow":true,"threshold_ms":500,"db":{"system":{"name":"postgresql"},"namespace":"shop","query":{"id":"c41a9e02d7b35f18","text":"SELECT * FROM order_items WHERE order_id = ? AND sku IN (?)","summary":"SELECT order_items"},"response":{"returned_rows":1840},"connection":{"wait_ms":0.4}},"server":{"address":"db-1","port":5432},"code":{"function":{"name":"com.acme.shop.OrderRepository.findItems"},"line":{"number":88}}}"""
          .strip();

  public static final String REQUEST =
      """
      {"timestamp":"2026-08-23T10:15:30.123456Z","level":"WARN","kind":"http.server.request","message":"GET /api/orders/{id} 200 1284 ms (slow)","logger":"weftline.http","service":{"name":"shop"},"seq":48212,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7","request_id":"8f14e45f-ceea-467f-a9d2-5c1f2b8e7d10","thread":{"name":"http-nio-8080-exec-3"},"duration_ms":1284.537,"outcome":"success","slow":true,"threshold_ms":1000,"http":{"request":{"method":"GET"},"response":{"status_code":200},"route":"/api/orders/{id}"},"url":{"path":"/api/orders/7731","query":"expand=items&token=REDACTED","scheme":"https"},"client":{"address":"203.0.113.24"},"breakdown":{"db_ms":1102.4,"db_count":41,"http_client_ms":63.1,"http_client_count":1,"cpu_ms":38.2,"alloc_bytes":4194304,"unaccounted_ms":80.8},"calls":[{"depth":0,"name":"OrderService.load","kind":"method","start_ms":2.1,"duration_ms":1276.0,"self_ms":12.0},{"depth":1,"name":"SELECT order_items","kind":"query","start_ms":9.0,"duration_ms":812.0,"self_ms":812.0,"query_id":"c41a9e02d7b35f18"},{"depth":1,"name":"SELECT items","kind":"query","start_ms":830.4,"duration_ms":290.4,"self_ms":290.4,"count":38,"query_id":"a7c3d9e1f2048b56"}],"queries":[{"id":"c41a9e02d7b35f18","summary":"SELECT order_items","count":1,"total_ms":812.0,"max_ms":812.0,"rows":1840,"caller":"com.acme.shop.OrderRepository.findItems:88"}]}"""
          .strip();

  public static final String METHOD =
      """
      {"timestamp":"2026-08-23T10:15:31.020000Z","level":"WARN","kind":"method.call","message":"PriceService.quote 1402 ms (slow)","logger":"com.acme.shop.PriceService","service":{"name":"shop"},"seq":48215,"thread":{"name":"pricing-2"},"duration_ms":1402.118,"outcome":"success","slow":true,"threshold_ms":1000,"code":{"function":{"name":"com.acme.shop.PriceService.quote"}},"call":{"self_ms":12.3}}"""
          .strip();

  public static final String EXCEPTION =
      event(
          "2026-08-23T10:15:32.000000Z",
          "ERROR",
          "exception",
          "Order 17 cannot be placed",
          48216,
          """
          ,"error":{"id":"e-77aa","fingerprint":"f00dfeed","type":"com.acme.shop.OrderException","message":"no stock","stack_trace":"com.acme.shop.OrderException: no stock\\n\\tat com.acme.shop.OrderService.place(OrderService.java:71)\\n\\tat com.acme.shop.Main.main(Main.java:5)\\nCaused by: java.sql.SQLException: gone\\n\\tat org.db.Driver.run(Driver.java:9)","culprit":"com.acme.shop.OrderService.place(OrderService.java:71)","root_cause":{"type":"java.sql.SQLException"},"handled":false,"count":3}""");

  private Lines() {}

  /**
   * A line with the envelope that every event has; {@code rest} begins with a comma or is empty.
   */
  public static String event(
      String timestamp, String level, String kind, String message, long seq, String rest) {
    return "{\"timestamp\":\""
        + timestamp
        + "\",\"level\":\""
        + level
        + "\",\"kind\":\""
        + kind
        + "\",\"message\":\""
        + message
        + "\",\"logger\":\"weftline\",\"service\":{\"name\":\"shop\"},\"seq\":"
        + seq
        + rest.strip()
        + "}";
  }

  public static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
