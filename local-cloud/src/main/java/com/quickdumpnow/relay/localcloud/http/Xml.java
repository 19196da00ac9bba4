package com.quickdumpnow.relay.localcloud.http;

import java.util.function.Consumer;

/** Writes the small XML documents of AWS answers. */
public final class Xml {

  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  private Xml() {}

  /** A document with one root in the default namespace given; an empty namespace is left out. */
  public static String document(String root, String namespace, Consumer<Xml> children) {
    Xml xml = new Xml();
    xml.out.append('<').append(root);
    if (!namespace.isEmpty()) {
      xml.out.append(" xmlns=\"").append(namespace).append('"');
    }
    xml.out.append('>');
    children.accept(xml);
    xml.out.append("</").append(root).append('>');
    return xml.out.toString();
  }

  public Xml text(String name, Object value) {
    out.append('<').append(name).append('>');
    escape(value.toString());
    out.append("</").append(name).append('>');
    return this;
  }

  public Xml element(String name, Consumer<Xml> children) {
    out.append('<').append(name).append('>');
    children.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#13;");
        default -> out.append(c);
      }
    }
  }
}
