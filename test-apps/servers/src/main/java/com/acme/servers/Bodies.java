package com.acme.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.Part;

/** Pages that say what they have read, and send back as much. */
final class Bodies {
  private Bodies() {}

  /** By streams; a length is said only by whom it was said to. */
  static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] read = Work.readAll(request.getInputStream());
    String query = request.getQueryString();
    byte[] bytes =
        query == null ? read : Work.pattern(Integer.parseInt(query.substring("bytes=".length())));
    response.setHeader(Work.READ, Work.digest(read));
    response.setContentType(request.getContentType());
    if (query != null || request.getContentLengthLong() >= 0) {
      response.setContentLength(bytes.length);
    }
    response.getOutputStream().write(bytes);
  }

  /** By reader and writer. */
  static void text(HttpServletRequest request, HttpServletResponse response) throws IOException {
    StringBuilder read = new StringBuilder();
    char[] buffer = new char[1000];
    Reader reader = request.getReader();
    for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
      read.append(buffer, 0, length);
    }
    String charset = request.getCharacterEncoding();
    response.setHeader(Work.READ, Work.digest(read.toString().getBytes(charset)));
    response.setContentType("text/plain");
    response.setCharacterEncoding(charset);
    response.getWriter().write(read.toString());
  }

  /** Names and contents of all parts, by their names, as one digest. */
  static String parts(HttpServletRequest request) throws IOException, ServletException {
    List<Part> parts =
        request.getParts().stream()
            .sorted(Comparator.comparing(Part::getName))
            .collect(Collectors.toList());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Part part : parts) {
      all.write((part.getName() + "=").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = part.getInputStream()) {
        all.write(Work.readAll(in));
      }
    }
    return Work.digest(all.toByteArray());
  }
}
