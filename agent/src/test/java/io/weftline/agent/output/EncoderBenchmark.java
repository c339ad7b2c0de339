package io.weftline.agent.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.Fields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what a db.query line costs in this encoder and in the generator of jackson-core, in turn
 * in the same run. The other side gets its texts ready made (time, message, ids) and no check of
 * separators or directions: the ratio is rather too small.
 */
final class EncoderBenchmark {
  private static final int LINES = 200_000;
  private static final int ROUNDS = 15;

  private static long sink;

  private EncoderBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Clock clock = Clock.SYSTEM;
    Event event = TestOutput.query(clock);
    event.put(
        Fields.DB_QUERY_TEXT,
        "SELECT i.id, i.sku, i.amount, i.price, p.name FROM order_items i JOIN products p ON p.sku ="
            + " i.sku WHERE i.order_id = ? AND i.sku IN (?) ORDER BY i.created_at DESC LIMIT ?");
    event.seq(48211);
    JsonEncoder encoder = TestOutput.encoder(clock, Map.of("team", "shop"));
    LineBuffer line = new LineBuffer(4096);
    JsonFactory factory = new JsonFactory();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    double bestOurs = Double.MAX_VALUE;
    double bestTheirs = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < LINES; i++) {
        line.clear();
        event.seq(i);
        encoder.encode(event, line);
        sink += line.bytes()[i % line.length()];
      }
      bestOurs = Math.min(bestOurs, (System.nanoTime() - begin) / (double) LINES);
      begin = System.nanoTime();
      for (int i = 0; i < LINES; i++) {
        bytes.reset();
        event.seq(i);
        theirs(factory, bytes, event);
        sink += bytes.size();
      }
      bestTheirs = Math.min(bestTheirs, (System.nanoTime() - begin) / (double) LINES);
    }
    System.out.printf(
        Locale.ROOT,
        "%d bytes: %.0f ns, jackson-core %d bytes: %.0f ns, ratio %.2f (%d)%n",
        line.length(),
        bestOurs,
        bytes.size(),
        bestTheirs,
        bestTheirs / bestOurs,
        sink & 1);
  }

  private static void theirs(JsonFactory factory, ByteArrayOutputStream bytes, Event event)
      throws IOException {
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("timestamp", "2026-08-23T10:15:29.901007Z");
      json.writeStringField("level", event.level().name());
      json.writeStringField("kind", event.kind());
      json.writeStringField("message", "SELECT order_items 812 ms (slow)");
      json.writeStringField("logger", event.logger());
      json.writeObjectFieldStart("service");
      json.writeStringField("name", "shop");
      json.writeStringField("version", "1.2");
      json.writeEndObject();
      json.writeNumberField("seq", event.seq());
      json.writeStringField("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
      json.writeStringField("span_id", "53995c3f42cd8ad8");
      json.writeStringField("parent_span_id", "00f067aa0ba902b7");
      json.writeObjectFieldStart("thread");
      json.writeStringField("name", event.threadName());
      json.writeEndObject();
      json.writeNumberField("duration_ms", event.durationNanos() / 1e6);
      json.writeStringField("outcome", event.outcome());
      json.writeBooleanField("slow", true);
      json.writeNumberField("threshold_ms", event.slowThresholdNanos() / 1000000);
      json.writeObjectFieldStart("labels");
      json.writeStringField("team", "shop");
      json.writeEndObject();
      json.writeObjectFieldStart("db");
      json.writeObjectFieldStart("system");
      json.writeStringField("name", (String) event.object(0));
      json.writeEndObject();
      json.writeStringField("namespace", (String) event.object(1));
      json.writeObjectFieldStart("query");
      json.writeStringField("id", (String) event.object(2));
      json.writeStringField("text", (String) event.object(3));
      json.writeStringField("summary", (String) event.object(4));
      json.writeEndObject();
      json.writeObjectFieldStart("response");
      json.writeNumberField("returned_rows", event.number(5));
      json.writeEndObject();
      json.writeNumberField("execute_ms", event.number(6) / 1e6);
      json.writeNumberField("fetch_ms", event.number(7) / 1e6);
      json.writeEndObject();
      json.writeObjectFieldStart("server");
      json.writeStringField("address", (String) event.object(8));
      json.writeNumberField("port", event.number(9));
      json.writeEndObject();
      json.writeObjectFieldStart("code");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", (String) event.object(10));
      json.writeEndObject();
      json.writeObjectFieldStart("file");
      json.writeStringField("path", (String) event.object(11));
      json.writeEndObject();
      json.writeObjectFieldStart("line");
      json.writeNumberField("number", event.number(12));
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
