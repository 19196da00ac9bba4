package com.quickdumpnow.relay.text;

/** A text ready to be sent. Personal data, as its link opens the job: it prints its size only. */
public record RenderedText(String text, Segments segments) {
  static RenderedText of(String text) {
    return new RenderedText(text, Segments.of(text));
  }

  @Override
  public String toString() {
    return "RenderedText[" + segments + "]";
  }
}
