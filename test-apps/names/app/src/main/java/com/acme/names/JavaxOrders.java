package com.acme.names;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Application;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;

/** The orders as an application of JAX-RS. */
public class JavaxOrders extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return new HashSet<>(
        Arrays.asList(Resource.class, Lines.class, NoSuchMapper.class, BrokenMapper.class));
  }

  /** One of them. */
  @Path("/orders/")
  public static class Resource {

    @GET
    @Path("{id}")
    public String find(@PathParam("id") String id) {
      return Orders.find(id);
    }

    @Path("{id}/lines")
    public Lines lines() {
      return new Lines();
    }
  }

  /** Found by way of its order. */
  public static class Lines {

    @GET
    @Path("{line}")
    public String find(@PathParam("line") String line) {
      return Orders.find(line);
    }
  }

  /** Nothing is there. */
  @Provider
  public static class NoSuchMapper implements ExceptionMapper<NoSuchOrderException> {
    @Override
    public Response toResponse(NoSuchOrderException e) {
      return Response.status(404).entity("none").build();
    }
  }

  /** A failure that the client is told of. */
  @Provider
  public static class BrokenMapper implements ExceptionMapper<BrokenOrderException> {
    @Override
    public Response toResponse(BrokenOrderException e) {
      return Response.status(503).entity("broken").build();
    }
  }
}
