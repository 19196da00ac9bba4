package com.quickdumpnow.relay.localcloud.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the few XML requests there are. */
final class XmlBody {

  private final Element element;

  private XmlBody(Element element) {
    this.element = element;
  }

  /**
   * Parses a document; document type declarations, and so entities, are refused.
   *
   * @throws S3Exception 400 MalformedXML
   */
  static XmlBody parse(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return new XmlBody(builder.parse(new ByteArrayInputStream(xml)).getDocumentElement());
    } catch (SAXException e) {
      throw new S3Exception(400, "MalformedXML", "The XML you provided was not well-formed.");
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of the first descendant of that name, or empty. */
  String text(String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  /** Every descendant of that name. */
  List<XmlBody> all(String name) {
    NodeList found = element.getElementsByTagName(name);
    List<XmlBody> bodies = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      if (found.item(i) instanceof Element child) {
        bodies.add(new XmlBody(child));
      }
    }
    return bodies;
  }
}
