package io.weftline.agent.instrument.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.event.Fields;
import io.weftline.agent.event.StackText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackRendererTest {

  @Test
  void readsAsJavaPrintsIt() {
    RuntimeException cause = wrapped("cause", null);
    RuntimeException outer = wrapped("outer", cause);
    outer.addSuppressed(wrapped("suppressed", wrapped("its cause", null)));
    StringWriter printed = new StringWriter();
    outer.printStackTrace(new PrintWriter(printed));

    assertEquals(
        printed.toString().lines().toList(), render(1000, outer), "as printStackTrace has it");
  }

  @Test
  void theLimitIsForAllFramesTogether() {
    Throwable cause = Recorder.at(new RuntimeException("cause"), frames("com.acme.Cause", 300));
    Throwable outer =
        Recorder.at(new RuntimeException("outer", cause), frames("com.acme.Outer", 300));
    List<String> lines = render(20, outer);

    assertEquals(20, lines.stream().filter(l -> l.startsWith("\tat ")).count());
    assertEquals("\tat com.acme.Outer.m0(Outer.java:0)", lines.get(1));
    assertEquals("\t... 290 frames omitted", lines.get(11));
    assertEquals("Caused by: java.lang.RuntimeException: cause", lines.get(12));
  }

  @Test
  void aShortCauseLeavesItsShareToTheOther() {
    Throwable cause = Recorder.at(new RuntimeException("cause"), frames("com.acme.Cause", 2));
    Throwable outer =
        Recorder.at(new RuntimeException("outer", cause), frames("com.acme.Outer", 300));

    List<String> lines = render(20, outer);
    assertEquals("\t... 282 frames omitted", lines.get(19));
    assertEquals(20, lines.stream().filter(l -> l.startsWith("\tat ")).count());
  }

  @Test
  void theFirstFrameOfTheApplicationIsAmongThem() {
    StackTraceElement[] frames = frames("org.library.Deep", 300);
    frames[250] = Recorder.frame("com.acme.Stock", "take", 41);
    List<String> lines = render(10, Recorder.at(new RuntimeException("deep"), frames));

    assertEquals(13, lines.size());
    assertEquals("\tat org.library.Deep.m8(Deep.java:8)", lines.get(9));
    assertEquals("\t... 241 frames omitted", lines.get(10));
    assertEquals("\tat com.acme.Stock.take(Stock.java:41)", lines.get(11));
    assertEquals("\t... 49 frames omitted", lines.get(12));
  }

  @Test
  void headsAndFirstFramesOfTheApplicationAreKept() {
    Throwable cause = Recorder.at(new RuntimeException("cause"), frames("com.acme.Cause", 3));
    Throwable outer =
        Recorder.at(new RuntimeException("outer", cause), frames("org.library.Outer", 3));
    Recorder recorder = Recorder.plain();
    recorder.handled(outer);
    StackText text = (StackText) Recorder.get(recorder.only(), Fields.ERROR_STACK);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      if (text.kept(i)) {
        kept.add(i);
      }
    }
    assertEquals(List.of(0, 4, 5), kept);
  }

  @Test
  void framesOfLibrariesThatFollowEachOtherAreOneLine() {
    List<StackTraceElement> frames = new ArrayList<>(List.of(frames("org.driver.Deep", 40)));
    frames.add(Recorder.frame("com.acme.Stock", "take", 41));
    frames.add(Recorder.frame("com.acme.Order", "place", 7));
    frames.addAll(List.of(frames("org.proxy.Call", 3)));
    frames.add(Recorder.frame("com.acme.Orders", "post", 9));
    frames.addAll(List.of(frames("org.server.Run", 60)));

    assertEquals(
        List.of(
            "java.lang.RuntimeException: x",
            "\tat org.driver.Deep.m0(Deep.java:0)",
            "\tat org.driver.Deep.m1(Deep.java:1)",
            "\tat org.driver.Deep.m2(Deep.java:2)",
            "\t... 36 frames of libraries",
            "\tat org.driver.Deep.m39(Deep.java:39)",
            "\tat com.acme.Stock.take(Stock.java:41)",
            "\tat com.acme.Order.place(Order.java:7)",
            "\tat org.proxy.Call.m0(Call.java:0)",
            "\tat org.proxy.Call.m1(Call.java:1)",
            "\tat org.proxy.Call.m2(Call.java:2)",
            "\tat com.acme.Orders.post(Orders.java:9)",
            "\t... 60 frames of libraries"),
        render(
            100,
            Recorder.at(new RuntimeException("x"), frames.toArray(new StackTraceElement[0])),
            true));
  }

  @Test
  void aFoldedLineCountsAsOneOfTheLimit() {
    StackTraceElement[] frames = frames("org.library.Deep", 300);
    frames[250] = Recorder.frame("com.acme.Stock", "take", 41);
    List<String> lines = render(10, Recorder.at(new RuntimeException("deep"), frames), true);

    assertEquals("\t... 246 frames of libraries", lines.get(4));
    assertEquals("\tat com.acme.Stock.take(Stock.java:41)", lines.get(6));
    assertEquals("\t... 49 frames of libraries", lines.get(7));
    assertEquals(8, lines.size());
  }

  @Test
  void whereNothingIsTheApplicationsAllFramesStay() {
    Throwable thrown = Recorder.at(new RuntimeException("x"), frames("org.library.Deep", 50));

    assertEquals(51, render(100, thrown, true).size());
  }

  @Test
  void withoutFramesTheHeadsRemain() {
    RuntimeException outer = new RuntimeException("outer", new IllegalStateException("cause"));

    List<String> lines = render(0, outer);
    assertEquals("java.lang.RuntimeException: outer", lines.get(0));
    assertTrue(lines.contains("Caused by: java.lang.IllegalStateException: cause"));
    assertEquals(0, lines.stream().filter(l -> l.startsWith("\tat ")).count());
  }

  private static List<String> render(int frames, Throwable throwable) {
    return render(frames, throwable, false);
  }

  private static List<String> render(int frames, Throwable throwable, boolean folds) {
    Recorder recorder =
        Recorder.with(
            new ErrorSettings(frames, 5, List.of(), List.of(), List.of(), folds, List.of()));
    recorder.handled(throwable);
    return Recorder.stack(recorder.only());
  }

  private static StackTraceElement[] frames(String className, int count) {
    StackTraceElement[] frames = new StackTraceElement[count];
    for (int i = 0; i < count; i++) {
      frames[i] = Recorder.frame(className, "m" + i, i);
    }
    return frames;
  }

  private static RuntimeException wrapped(String message, Throwable cause) {
    return new IllegalStateException(message, cause);
  }
}
