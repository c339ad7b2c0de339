package io.weftline.bench;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import java.io.Closeable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;

/**
 * The same work as writing an event, by others: a line of about 300 bytes of JSON for each call,
 * into files of 10 MB of which five are kept. Each is set up as its authors recommend for
 * throughput: on the calling thread, with a buffer that is not flushed after each line.
 *
 * <p>What is logged is alike: the name of a method, what it took, an outcome. Called by one thread.
 */
interface LogLines extends Closeable {
  String FILE_SIZE = "10MB";
  int FILES = 5;
  int BUFFER_BYTES = 1 << 16;
  String LOGGER = "com.acme.bench.Nested";

  /** Writes a line. */
  void write(long number);

  @Override
  void close();

  /** Logback's rolling appender with its JSON encoder. */
  final class Logback implements LogLines {
    private static final String MESSAGE =
        "Nested.fast {} ms, com.acme.bench.Nested.fast ended with success on its thread";

    private final LoggerContext context = new LoggerContext();
    private final ch.qos.logback.classic.Logger logger;

    Logback(String directory) {
      context.setMDCAdapter(new LogbackMDCAdapter());
      RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
      appender.setContext(context);
      appender.setFile(directory + "/logback.jsonl");
      FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
      names.setContext(context);
      names.setParent(appender);
      names.setFileNamePattern(directory + "/logback.%i.jsonl");
      names.setMaxIndex(FILES);
      names.start();
      SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
      size.setContext(context);
      size.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
      size.start();
      JsonEncoder encoder = new JsonEncoder();
      encoder.setContext(context);
      encoder.start();
      appender.setEncoder(encoder);
      appender.setRollingPolicy(names);
      appender.setTriggeringPolicy(size);
      appender.setImmediateFlush(false);
      appender.setBufferSize(FileSize.valueOf(BUFFER_BYTES + ""));
      appender.start();
      logger = context.getLogger(LOGGER);
      logger.setAdditive(false);
      logger.addAppender(appender);
    }

    @Override
    public void write(long number) {
      logger.info(MESSAGE, number);
    }

    @Override
    public void close() {
      context.stop();
      for (Status status : context.getStatusManager().getCopyOfStatusList()) {
        if (status.getEffectiveLevel() > Status.INFO) {
          System.err.println(status);
        }
      }
    }
  }

  /** Log4j's rolling random access file with its JSON template layout, in the format of ECS. */
  final class Log4j implements LogLines {
    private static final String MESSAGE =
        "Nested.fast {} ms, com.acme.bench.Nested.fast ended with success on its thread, and this is"
            + " as much more text as makes its lines as long as those of the others are";

    private final Logger logger;

    Log4j(String directory) {
      ConfigurationBuilder<?> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
      builder.add(
          builder
              .newAppender("file", "RollingRandomAccessFile")
              .addAttribute("fileName", directory + "/log4j.jsonl")
              .addAttribute("filePattern", directory + "/log4j.%i.jsonl")
              .addAttribute("immediateFlush", false)
              .addAttribute("bufferSize", BUFFER_BYTES)
              .add(
                  builder
                      .newLayout("JsonTemplateLayout")
                      .addAttribute("eventTemplateUri", "classpath:EcsLayout.json"))
              .addComponent(
                  builder.newComponent("SizeBasedTriggeringPolicy").addAttribute("size", FILE_SIZE))
              .addComponent(
                  builder
                      .newComponent("DefaultRolloverStrategy")
                      .addAttribute("max", FILES)
                      .addAttribute("fileIndex", "min")));
      builder.add(builder.newRootLogger(Level.INFO).add(builder.newAppenderRef("file")));
      logger = Configurator.initialize(builder.build()).getLogger(LOGGER);
    }

    @Override
    public void write(long number) {
      logger.info(MESSAGE, number);
    }

    @Override
    public void close() {
      Configurator.shutdown(logger.getContext());
    }
  }
}
