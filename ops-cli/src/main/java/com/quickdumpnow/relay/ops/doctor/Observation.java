package com.quickdumpnow.relay.ops.doctor;

/** One thing that was looked at. Its words name no number of a customer and no secret. */
public sealed interface Observation {
  /** What it is about: {@code bucket}, {@code twilio}, … */
  String area();

  /** What was seen. */
  String words();

  /** As it ought to be. */
  record Fine(String area, String words) implements Observation {}

  /** Not as it ought to be. */
  record Wrong(String area, Finding finding, String words) implements Observation {}

  /** There is nothing to look at, or what stands before it is wrong. */
  record NotSeen(String area, String words) implements Observation {}

  /** The look itself failed, in a way that nobody foresaw: who knows what is there. */
  record CouldNotLook(String area, String words) implements Observation {}
}
