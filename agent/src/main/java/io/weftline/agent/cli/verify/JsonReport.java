package io.weftline.agent.cli.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for scripts: one JSON object a line. Stateless. */
final class JsonReport {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReport() {}

  static String render(List<Verdict> verdicts, List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    try {
      for (Verdict verdict : verdicts) {
        out.append(process(verdict)).append('\n');
      }
      for (Finding finding : findings) {
        out.append(file(finding)).append('\n');
      }
    } catch (IOException e) {
      throw new IllegalStateException("text takes everything", e);
    }
    return out.toString();
  }

  private static String process(Verdict verdict) throws IOException {
    Run run = verdict.run;
    StringWriter text = new StringWriter();
    JsonGenerator json = FACTORY.createGenerator(text);
    json.writeStartObject();
    json.writeStringField("service", run.service());
    json.writeStringField("instance", run.instance);
    json.writeStringField("end", verdict.end.word);
    json.writeStringField("verdict", verdict.answer().word);
    if (run.from() != null) {
      json.writeStringField("from", run.from());
      json.writeStringField("to", run.to());
    }
    json.writeArrayFieldStart("files");
    for (String name : FileNames.of(run)) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeNumberField("lines", verdict.lines);
    account(verdict, json);
    json.writeNumberField("missing_lines", verdict.missing);
    json.writeNumberField("unexplained", verdict.unexplained);
    json.writeNumberField("deleted_files", verdict.goneFiles);
    json.writeNumberField("deleted_lines", verdict.goneLines);
    json.writeNumberField("torn_lines", verdict.torn);
    json.writeArrayFieldStart("notes");
    for (String note : verdict.notes) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeNumberField("findings_count", run.findingsCount());
    findings(run.findings(), json);
    json.writeEndObject();
    json.close();
    return text.toString();
  }

  private static void account(Verdict verdict, JsonGenerator json) throws IOException {
    if (verdict.account == null) {
      return;
    }
    Counts counts = verdict.account.counts;
    json.writeNumberField("made", counts.made);
    json.writeNumberField("written", counts.written);
    json.writeNumberField("dropped", counts.dropped);
    json.writeObjectFieldStart("dropped_by");
    for (Map.Entry<String, Long> cause : counts.causes().entrySet()) {
      json.writeNumberField(cause.getKey(), cause.getValue());
    }
    json.writeEndObject();
    if (verdict.account.timestamp != null) {
      json.writeStringField("account_at", verdict.account.timestamp);
    }
  }

  private static String file(Finding finding) throws IOException {
    StringWriter text = new StringWriter();
    JsonGenerator json = FACTORY.createGenerator(text);
    json.writeStartObject();
    json.writeStringField("verdict", Verdict.Answer.WRONG.word);
    json.writeNumberField("findings_count", 1);
    findings(Collections.singletonList(finding), json);
    json.writeEndObject();
    json.close();
    return text.toString();
  }

  private static void findings(List<Finding> findings, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("kind", finding.kind.name().toLowerCase(Locale.ROOT));
      if (finding.file != null) {
        json.writeStringField("file", finding.file.name());
        if (finding.line > 0) {
          json.writeNumberField("line", finding.line);
        }
      }
      json.writeStringField("text", finding.text);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
