package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.token.StaffTokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The credentials of one data folder: made at random with the folder and kept in it ({@code
 * secrets.properties}, mode 600), so that links and tokens outlive a restart.
 *
 * @param trackingKey base64 of 32 bytes
 * @param staffToken of the member of staff called {@code local}
 * @param primaryToken the auth token of the Twilio account {@link Carriers#PRIMARY_ACCOUNT}
 * @param otherToken that of {@link Carriers#OTHER_ACCOUNT}
 */
record LocalSecrets(Secret trackingKey, Secret staffToken, Secret primaryToken, Secret otherToken) {
  private static final String FILE = "secrets.properties";

  static LocalSecrets of(Path folder) {
    Path file = folder.resolve(FILE);
    Properties kept = PrivateFiles.read(file).orElseGet(Properties::new);
    if (kept.isEmpty()) {
      kept.setProperty("trackingKey", Base64.getEncoder().encodeToString(random(32)));
      kept.setProperty("staffToken", StaffTokens.mint());
      kept.setProperty("primaryToken", HexFormat.of().formatHex(random(16)));
      kept.setProperty("otherToken", HexFormat.of().formatHex(random(16)));
      PrivateFiles.write(file, kept);
    }
    return new LocalSecrets(
        secret(kept, "trackingKey", file),
        secret(kept, "staffToken", file),
        secret(kept, "primaryToken", file),
        secret(kept, "otherToken", file));
  }

  /** What the API is configured with. */
  String staffTokenHash() {
    return StaffTokens.hash(staffToken.reveal());
  }

  private static Secret secret(Properties kept, String name, Path file) {
    String value = kept.getProperty(name, "");
    if (value.isEmpty()) {
      throw new LocalWorldException(file + " lacks " + name + ": delete the file to get new ones");
    }
    return Secret.of(value);
  }

  private static byte[] random(int octets) {
    byte[] random = new byte[octets];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
