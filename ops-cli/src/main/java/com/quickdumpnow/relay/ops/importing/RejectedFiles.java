package com.quickdumpnow.relay.ops.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.ops.importing.Batch.Rejected;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The rows that were not taken, beside the file they are from, as they stood there and with the
 * reason: {@code jobs.csv} gives {@code jobs.rejected.csv}. Once mended it can be imported as it
 * is. Mode 600, as customers are in it.
 */
public final class RejectedFiles {
  /** The column of the reason; an import ignores it. */
  private static final String REASON = "rejected because";

  private static final ObjectMapper JSON = new ObjectMapper();

  private RejectedFiles() {}

  /**
   * Writes one for each file with such rows; one of before, for a file that has none any more, is
   * deleted.
   *
   * @return those that were written
   */
  public static List<Path> write(Batch batch, List<Path> files) {
    Map<Path, List<Rejected>> byFile =
        batch.rejected().stream()
            .collect(
                Collectors.groupingBy(Rejected::file, LinkedHashMap::new, Collectors.toList()));
    List<Path> written = new ArrayList<>();
    try {
      for (Path file : files) {
        Path beside = beside(file);
        Files.deleteIfExists(beside);
        List<Rejected> rejected = byFile.getOrDefault(file, List.of());
        if (!rejected.isEmpty()) {
          write(beside, rejected);
          written.add(beside);
        }
      }
      return written;
    } catch (IOException e) {
      throw new ImportException("the rejected rows could not be written beside the input", e);
    }
  }

  static Path beside(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String plain = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : "";
    return file.resolveSibling(plain + ".rejected" + ending);
  }

  private static void write(Path beside, List<Rejected> rejected) throws IOException {
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
      if (beside.toString().endsWith(".json")) {
        out.write(json(rejected));
      } else {
        csv(out, rejected);
      }
    }
  }

  private static void csv(Writer out, List<Rejected> rejected) throws IOException {
    List<String> headers = new ArrayList<>(rejected.getFirst().headers());
    headers.remove(REASON);
    headers.add(REASON);
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(headers.toArray(String[]::new)).get();
    try (CSVPrinter printer = new CSVPrinter(out, format)) {
      for (Rejected one : rejected) {
        printer.printRecord(headers.stream().map(header -> cell(one, header)));
      }
    }
  }

  private static String cell(Rejected rejected, String header) {
    return header.equals(REASON)
        ? rejected.row().place() + ": " + rejected.reason()
        : rejected.row().cells().getOrDefault(header, "");
  }

  private static String json(List<Rejected> rejected) {
    ArrayNode entries = JSON.createArrayNode();
    for (Rejected one : rejected) {
      ObjectNode entry = entries.addObject();
      one.row().cells().forEach(entry::put);
      entry.put(REASON, cell(one, REASON));
    }
    return entries.toPrettyString() + "\n";
  }
}
