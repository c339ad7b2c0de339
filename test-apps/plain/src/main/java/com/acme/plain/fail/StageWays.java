package com.acme.plain.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Stages that fail, and who hears of it. */
final class StageWays {
  /** What nobody asks must not be collected before the end. */
  private static final List<Object> KEPT = new ArrayList<>();

  private StageWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("stage-unasked", () -> KEPT.add(supply(StageWays::unasked)));
    ways.put("stage-unasked-timed", () -> KEPT.add(supply(StageService::supplies)));
    ways.put("stage-joined-outside", () -> supply(StageWays::joinedOutside).join());
    ways.put("stage-goes-on", () -> StageService.goesOn(supply(StageWays::goneOn)));
    ways.put("stage-leaves", () -> StageService.leaves(supply(StageWays::left)));
    ways.put("stage-exceptionally", StageWays::exceptionally);
    ways.put("stage-handle", StageWays::handle);
    ways.put("stage-when-complete", StageWays::whenComplete);
    ways.put("stage-chain-unasked", StageWays::chainUnasked);
    ways.put("stage-chain-leaves", StageWays::chainLeaves);
    ways.put("stage-all-of-unasked", StageWays::allOfUnasked);
    ways.put("stage-all-of-leaves", StageWays::allOfLeaves);
    ways.put("stage-completed-so", StageWays::completedSo);
    ways.put("stage-completed-so-leaves", StageWays::completedSoLeaves);
  }

  /** Waits for the end, asks for nothing. */
  static CompletableFuture<String> supply(Supplier<String> supplier) throws InterruptedException {
    ExecutorService pool = Pools.one();
    CompletableFuture<String> stage = CompletableFuture.supplyAsync(supplier, pool);
    Pools.end(pool);
    return stage;
  }

  private static String unasked() {
    throw new IllegalStateException("a stage that nobody asks");
  }

  private static String joinedOutside() {
    throw new IllegalStateException("a stage that is joined outside of any call");
  }

  private static String goneOn() {
    throw new IllegalStateException("a stage whose failure is handled");
  }

  private static String left() {
    throw new IllegalStateException("a stage whose failure leaves its asker");
  }

  private static String toExceptionally() {
    throw new IllegalStateException("for exceptionally");
  }

  private static String toHandle() {
    throw new IllegalStateException("for handle");
  }

  private static String toWhenComplete() {
    throw new IllegalStateException("for whenComplete");
  }

  private static String inChainUnasked() {
    throw new IllegalStateException("the first of a chain that nobody asks");
  }

  private static String inChainLeft() {
    throw new IllegalStateException("the first of a chain that is asked");
  }

  private static String ofAllUnasked() {
    throw new IllegalStateException("one of all that nobody asks");
  }

  private static String ofAllLeft() {
    throw new IllegalStateException("one of all that are asked");
  }

  private static void exceptionally() throws InterruptedException {
    CompletableFuture<String> stage = supply(StageWays::toExceptionally);
    System.out.println(stage.exceptionally(e -> "instead").join());
  }

  private static void handle() throws InterruptedException {
    CompletableFuture<String> stage = supply(StageWays::toHandle);
    System.out.println(stage.handle((value, e) -> e == null ? value : "instead").join());
  }

  private static void whenComplete() throws InterruptedException {
    CompletableFuture<String> stage = supply(StageWays::toWhenComplete);
    KEPT.add(stage.whenComplete((value, e) -> System.out.println(value)));
  }

  private static void chainUnasked() throws InterruptedException {
    CompletableFuture<String> stage = supply(StageWays::inChainUnasked);
    KEPT.add(stage.thenApply(String::trim).thenApply(String::length).thenAccept(KEPT::add));
  }

  private static void chainLeaves() throws InterruptedException {
    CompletableFuture<String> stage = supply(StageWays::inChainLeft);
    StageService.leaves(stage.thenApply(String::trim).thenApply(String::toUpperCase));
  }

  private static void allOfUnasked() throws InterruptedException {
    CompletableFuture<String> good = CompletableFuture.completedFuture("good");
    KEPT.add(CompletableFuture.allOf(good, supply(StageWays::ofAllUnasked)));
  }

  private static void allOfLeaves() throws InterruptedException {
    CompletableFuture<String> good = CompletableFuture.completedFuture("good");
    CompletableFuture<Void> all = CompletableFuture.allOf(good, supply(StageWays::ofAllLeft));
    StageService.leaves(all.thenApply(nothing -> "all"));
  }

  /** That is no task's end. */
  private static void completedSo() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    stage.completeExceptionally(new IllegalStateException("completed so"));
    KEPT.add(stage);
  }

  private static void completedSoLeaves() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    stage.completeExceptionally(new IllegalStateException("completed so and joined"));
    StageService.leaves(stage);
  }
}
