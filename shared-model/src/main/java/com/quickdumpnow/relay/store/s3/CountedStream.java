package com.quickdumpnow.relay.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Says how many bytes were read so far. */
final class CountedStream extends FilterInputStream {
  private final LongConsumer told;
  private long read;

  CountedStream(InputStream in, LongConsumer told) {
    super(in);
    this.told = told;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    tell(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    tell(Math.max(0, count));
    return count;
  }

  private void tell(int more) {
    read += more;
    told.accept(read);
  }
}
