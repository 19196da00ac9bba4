package com.quickdumpnow.relay.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one benchmark found. Not thread-safe. */
public final class Report {
  private final String name;
  private final String question;
  private final List<Figure> figures = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param question what is measured, in a sentence
   */
  public Report(String name, String question) {
    this.name = name;
    this.question = question;
  }

  public void add(Figure figure) {
    figures.add(figure);
  }

  public void add(Claim claim) {
    claims.add(claim);
  }

  /** What the numbers say, or do not say. */
  public void note(String words) {
    notes.add(words);
  }

  public String name() {
    return name;
  }

  public String question() {
    return question;
  }

  public List<Figure> figures() {
    return List.copyOf(figures);
  }

  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  public List<String> notes() {
    return List.copyOf(notes);
  }

  public List<String> series() {
    Set<String> names = new LinkedHashSet<>();
    figures.forEach(figure -> names.add(figure.series()));
    return List.copyOf(names);
  }

  public List<Figure> of(String series) {
    return figures.stream().filter(figure -> figure.series().equals(series)).toList();
  }

  /**
   * @throws IllegalArgumentException when that was not measured
   */
  public double median(String series, String contender, double x) {
    Optional<Figure> found =
        figures.stream()
            .filter(
                figure ->
                    figure.series().equals(series)
                        && figure.contender().equals(contender)
                        && figure.x() == x)
            .findFirst();
    return found
        .map(Figure::median)
        .orElseThrow(
            () -> new IllegalArgumentException("not measured: " + contender + " in " + series));
  }
}
