package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.TemplatesJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TemplatesCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void check_whatIsPrinted_isFit() throws IOException {
    Path file = file(TemplatesJson.standardText());

    assertThat(types("templates", "print")).isZero();
    assertThat(out.toString()).isEqualTo(TemplatesJson.standardText());
    assertThat(types("templates", "check", file.toString())).isZero();
    assertThat(out.toString()).contains("is fit to be used: en, es.");
  }

  @Test
  void check_unknownPlaceholder_namesFileLanguageStatusAndWhatIsAllowed() throws IOException {
    Path file = file(TemplatesJson.standardText().replace("va en camino. Ver: {link}", "{enlace}"));

    assertThat(types("templates", "check", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(file + ": 1 problems.", "/languages/es/dispatched/text has {enlace}");
    assertThat(types("templates", "check", file.toString(), "--json")).isEqualTo(1);
    assertThat(out.toString())
        .contains("allowed are: {name}, {material}, {address}, {link}, {stop}\"");
  }

  @Test
  void check_accentThatMakesATextDear_saysSo() throws IOException {
    Path file = file(TemplatesJson.standardText().replace("va en camino", "está en camino"));

    assertThat(types("templates", "check", file.toString())).isZero();
    assertThat(out.toString())
        .containsPattern("es +dispatched +first text +ucs 2 +\\d+ +2 ")
        .contains("is fit to be used");
  }

  @Test
  void check_mistakes_beginWithTheirPlaceAndNameNoSetting() throws IOException {
    Path file = file(TemplatesJson.standardText().replace("va en camino. Ver: {link}", "{enlace}"));

    assertThat(types("templates", "check", file.toString(), "--json")).isEqualTo(1);
    assertThat(out.toString())
        .contains("\"problem\" : \"/languages/es/dispatched/text has {enlace}")
        .doesNotContain("has wrong templates");
  }

  @Test
  void check_noFile_isSaid() {
    assertThat(types("templates", "check", folder.resolve("none.json").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("Cannot read ");
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("templates.json"), json);
  }

  private int types(String... words) {
    CommandLine line = Qdn.commandLine();
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }
}
