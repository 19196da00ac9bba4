package com.quickdumpnow.relay.store.document;

/**
 * The CRC-32 (RFC 1952, section 8) of a text, such that the one of two texts in a row follows from
 * theirs, without the texts: appending n bytes multiplies by x^(8n), modulo the polynomial. The
 * arithmetic is that of zlib's crc32_combine.
 */
final class Checksum {
  private static final int POLYNOMIAL = 0xedb88320;

  /** x^0, as bits are reflected. */
  private static final int ONE = 1 << 31;

  /** x^(2^k) for each k. */
  private static final int[] POWERS = powers();

  private static final int NIBBLE = 4;
  private static final int NIBBLES = 1 << NIBBLE;

  /** What a product of x^4 has for the factor's four highest powers: x^32 and on. */
  private static final int[] OVERFLOW = multiples(POLYNOMIAL);

  private final int crc;
  private final int length;

  /**
   * Multiples of x^(8 length), by which what stands before is multiplied: kept, as a document has
   * thousands of blocks whose checksums are joined for each version of it.
   */
  private final int[] shifts;

  private Checksum(int crc, int length, int shift) {
    this.crc = crc;
    this.length = length;
    this.shifts = multiples(shift);
  }

  private static int[] powers() {
    int[] powers = new int[32];
    powers[0] = 1 << 30;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = times(powers[k - 1], powers[k - 1]);
    }
    return powers;
  }

  /** The product with each polynomial of at most x^3, whose highest power is the lowest bit. */
  private static int[] multiples(int one) {
    int[] multiples = new int[NIBBLES];
    int power = one;
    for (int bit = NIBBLES >> 1; bit > 0; bit >>= 1) {
      multiples[bit] = power;
      power = timesX(power);
    }
    for (int nibble = 1; nibble < NIBBLES; nibble++) {
      int lowest = nibble & -nibble;
      multiples[nibble] = multiples[lowest] ^ multiples[nibble - lowest];
    }
    return multiples;
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

  /** Of the text, in bytes. */
  int length() {
    return length;
  }

  /** The CRC-32 of a text whose own was {@code before}, with this one behind it. */
  int after(int before) {
    int product = 0;
    // From the highest powers on, which are the lowest bits.
    for (int at = 0; at < Integer.SIZE; at += NIBBLE) {
      product =
          (product >>> NIBBLE)
              ^ OVERFLOW[product & (NIBBLES - 1)]
              ^ shifts[(before >>> at) & (NIBBLES - 1)];
    }
    return product ^ crc;
  }

  /** The product of two polynomials. */
  private static int times(int one, int other) {
    int product = 0;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((one & bit) != 0) {
        product ^= other;
      }
      other = timesX(other);
    }
    return product;
  }

  private static int timesX(int one) {
    return (one & 1) != 0 ? (one >>> 1) ^ POLYNOMIAL : one >>> 1;
  }
}
