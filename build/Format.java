import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks ({@code --check}) or rewrites ({@code --write}) every Java source below a folder with
 * google-java-format, which must be on the class path. Sources whose content was found well
 * formatted before are skipped; their digests stand in {@code target/formatted}.
 */
final class Format {
  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("--write");
    Path root = Path.of(args[1]);
    Path known = root.resolve("target/formatted");
    Set<String> formatted =
        new HashSet<>(Files.exists(known) ? Files.readAllLines(known) : List.of());

    List<String> command = new ArrayList<>();
    command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    List<Path> unknown = new ArrayList<>();
    for (Path source : sources(root)) {
      if (!formatted.contains(digest(source))) {
        unknown.add(source);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    unknown.forEach(source -> command.add(source.toString()));

    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code = new Main(out, err, System.in).format(command.toArray(String[]::new));
    if (code != 0) {
      System.err.println("The sources above are not formatted: run ./qdn format");
      System.exit(code);
    }
    remember(known, sources(root));
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path folder : modules.filter(Files::isDirectory).sorted().toList()) {
        for (Path start : List.of(folder.resolve("src"), folder)) {
          if (start.endsWith("src") ? Files.isDirectory(start) : folder.endsWith("build")) {
            try (Stream<Path> files = Files.walk(start)) {
              files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
          }
        }
      }
    }
    return found;
  }

  private static void remember(Path known, List<Path> sources) throws Exception {
    List<String> digests = new ArrayList<>();
    for (Path source : sources) {
      digests.add(digest(source));
    }
    Files.createDirectories(known.getParent());
    Files.write(known, digests);
  }

  private static String digest(Path source) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source));
    return HexFormat.of().formatHex(hash);
  }
}
