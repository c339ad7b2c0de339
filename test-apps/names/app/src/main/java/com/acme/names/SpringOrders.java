package com.acme.names;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The orders as a controller of Spring MVC. */
@Configuration
@EnableWebMvc
public class SpringOrders {

  /** Found as a member of the configuration. */
  @RestController
  @RequestMapping("/orders")
  public static class Resource {

    @GetMapping("/{id}")
    public String find(@PathVariable("id") String id) {
      return Orders.find(id);
    }

    @GetMapping("/{id}/lines/{line}")
    public String findLine(@PathVariable("line") String line) {
      return Orders.find(line);
    }

    @ExceptionHandler(NoSuchOrderException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    public String none() {
      return "none";
    }

    @ExceptionHandler(BrokenOrderException.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    public String broken() {
      return "broken";
    }
  }
}
