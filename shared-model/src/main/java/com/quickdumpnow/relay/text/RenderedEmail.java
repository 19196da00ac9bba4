package com.quickdumpnow.relay.text;

/**
 * An email ready to be sent, with the same content twice. Personal data: it prints its subject
 * only.
 *
 * @param subject one line of ASCII
 * @param text the alternative for programs that show no HTML
 */
public record RenderedEmail(String subject, String text, String html) {
  @Override
  public String toString() {
    return "RenderedEmail[" + subject + "]";
  }
}
