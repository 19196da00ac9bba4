package com.quickdumpnow.relay.localcloud.twilio;

/**
 * How many segments a text takes.
 *
 * @see <a href="https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding">GSM-7</a>
 */
final class Segments {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "^{}\\[]~|€\f";

  private Segments() {}

  static int of(String body) {
    int septets = 0;
    for (int i = 0; i < body.length(); i++) {
      if (BASIC.indexOf(body.charAt(i)) >= 0) {
        septets += 1;
      } else if (EXTENDED.indexOf(body.charAt(i)) >= 0) {
        septets += 2;
      } else {
        return count(body.length(), 70, 67);
      }
    }
    return count(septets, 160, 153);
  }

  private static int count(int units, int single, int each) {
    return units <= single ? 1 : Math.ceilDiv(units, each);
  }
}
