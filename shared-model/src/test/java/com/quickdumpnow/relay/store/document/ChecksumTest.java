package com.quickdumpnow.relay.store.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ChecksumTest {
  @Property
  void after_ofThreeTexts_isThatOfAllInOne(
      @ForAll byte[] one, @ForAll byte[] two, @ForAll byte[] three) {
    CRC32 all = new CRC32();
    all.update(one);
    all.update(two);
    all.update(three);

    int combined = of(three).after(of(two).after(of(one).after(0)));

    assertThat(combined).isEqualTo((int) all.getValue());
  }

  private static Checksum of(byte[] text) {
    CRC32 crc = new CRC32();
    crc.update(text);
    return Checksum.of((int) crc.getValue(), text.length);
  }
}
