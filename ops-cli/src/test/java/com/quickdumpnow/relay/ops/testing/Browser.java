package com.quickdumpnow.relay.ops.testing;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The machine's own Chromium, headless, in one process. Not thread-safe. */
public final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Path ON_MACOS =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  /** What pages are looked at on. */
  public enum Screen {
    /** As most links are opened on one. */
    PHONE(390, 844),
    SMALL_PHONE(360, 640),
    DESKTOP(1280, 800),
    /** {@link #DESKTOP} at a zoom of 200 %. */
    DESKTOP_ZOOMED(640, 400),
    /** 1280 pixels at 400 %: where nothing may need scrolling sideways (WCAG 1.4.10). */
    REFLOW(320, 256);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /** Shows an open page on this screen, as turning a phone does. */
    public void show(Page page) {
      page.setViewportSize(width, height);
    }
  }

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  /**
   * @throws AssertionError when the machine has no Chromium, saying what to install
   */
  public static Browser launch() {
    Path executable =
        find()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "The pages are tested in a real Chromium and there is none on PATH."
                            + " Debian, Ubuntu: apt-get install chromium;"
                            + " macOS: brew install --cask chromium."));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync"))));
  }

  private static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            NAMES.stream()
                .flatMap(
                    name ->
                        Stream.of(path.split(File.pathSeparator, -1))
                            .map(folder -> Path.of(folder, name))),
            Stream.of(Path.of("/usr/bin/chromium"), ON_MACOS))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A customer's browser that has never been here, in San Diego, on a phone. */
  public BrowserContext newCustomer() {
    return newVisitor(Screen.PHONE, _ -> {});
  }

  /**
   * The same before that screen, and otherwise as {@code special} has it. It keeps no page for
   * offline use, so that a test may stand in for the network.
   */
  public BrowserContext newVisitor(Screen screen, Consumer<NewContextOptions> special) {
    NewContextOptions options =
        new NewContextOptions()
            .setViewportSize(screen.width, screen.height)
            .setLocale("en-US")
            .setTimezoneId("America/Los_Angeles")
            .setServiceWorkers(ServiceWorkerPolicy.BLOCK);
    special.accept(options);
    return chromium.newContext(options);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
