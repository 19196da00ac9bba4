package com.quickdumpnow.relay.store.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ChecksumTest {
  @Property
  void then_ofThreeTexts_isThatOfAllInOne(
      @ForAll byte[] one, @ForAll byte[] two, @ForAll byte[] three) {
    CRC32 all = new CRC32();
    all.update(one);
    all.update(two);
    all.update(three);

    Checksum combined = Checksum.EMPTY.then(of(one)).then(of(two)).then(of(three));

    assertThat(combined.crc()).isEqualTo((int) all.getValue());
    assertThat(combined.length()).isEqualTo(one.length + two.length + three.length);
  }

  private static Checksum of(byte[] text) {
    CRC32 crc = new CRC32();
    crc.update(text);
    return Checksum.of((int) crc.getValue(), text.length);
  }
}
