package com.quickdumpnow.relay.text;

/**
 * The GSM 7-bit default alphabet and its extension table, without national languages.
 *
 * @see <a href="https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/">3GPP TS 23.038, 6.2.1
 *     and 6.2.1.1</a>
 * @see <a href="https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding">Twilio on
 *     GSM-7</a>
 */
final class Gsm7 {
  /** In the order of the standard's table; the escape at 0x1B is no character. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final String EXTENSION = "\f^{}\\[~]|€";

  private Gsm7() {}

  /** How many septets the character takes: 1, 2 with the escape, or 0 when it has no code. */
  static int units(int codePoint) {
    if (BASIC.indexOf(codePoint) >= 0) {
      return 1;
    }
    return EXTENSION.indexOf(codePoint) >= 0 ? 2 : 0;
  }

  static boolean has(int codePoint) {
    return units(codePoint) > 0;
  }
}
