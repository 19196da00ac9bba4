package com.quickdumpnow.relay.store.document;

/**
 * The CRC-32 (RFC 1952, section 8) of a text, such that the one of two texts in a row follows from
 * theirs, without the texts: appending n bytes multiplies by x^(8n), modulo the polynomial. The
 * arithmetic is that of zlib's crc32_combine.
 *
 * @param crc of the text
 * @param length of the text in bytes
 * @param shift x^(8 length), by which what stands before is multiplied
 */
record Checksum(int crc, int length, int shift) {
  private static final int POLYNOMIAL = 0xedb88320;

  /** x^0, as bits are reflected. */
  private static final int ONE = 1 << 31;

  /** x^(2^k) for each k. */
  private static final int[] POWERS = powers();

  private static int[] powers() {
    int[] powers = new int[32];
    powers[0] = 1 << 30;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = times(powers[k - 1], powers[k - 1]);
    }
    return powers;
  }

  /**
   * @param crc of the text
   * @param length of the text in bytes
   */
  static Checksum of(int crc, int length) {
    int shift = ONE;
    // Eight bits a byte: x^8 is the third power.
    for (int k = 3, rest = length; rest > 0; k++, rest >>>= 1) {
      if ((rest & 1) != 0) {
        shift = times(shift, POWERS[k & 31]);
      }
    }
    return new Checksum(crc, length, shift);
  }

  /** The CRC-32 of a text whose own was {@code before}, with this one behind it. */
  int after(int before) {
    return times(shift, before) ^ crc;
  }

  /** The product of two polynomials. */
  private static int times(int one, int other) {
    int product = 0;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((one & bit) != 0) {
        product ^= other;
      }
      other = (other & 1) != 0 ? (other >>> 1) ^ POLYNOMIAL : other >>> 1;
    }
    return product;
  }
}
