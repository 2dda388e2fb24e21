package io.cordon.report;

import io.cordon.drift.DriftCheck;
import io.cordon.drift.Level;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** What a page draws: a method a chart, from the report's own numbers. */
final class Charts {
  /** Bars of drift that a chart shows; the table below it has all. */
  private static final int MOST_CHECKS = 20;

  /** Where a bar of drift is cut, as a share of its limit. */
  private static final double LONGEST = 2;

  /** The foot of a logarithmic axis of rows, which has no place for none. */
  private static final double HALF_A_ROW = 0.5;

  private static final int HEIGHT = 260;
  private static final int BAR = 20;
  private static final Shape DOT = new Ellipse2D.Double(-2.5, -2.5, 5, 5);

  static {
    // Fonts are measured, no window is opened; and a machine of a cluster has no screen.
    System.setProperty("java.awt.headless", "true");
  }

  private Charts() {}

  /** Rows by score on a logarithmic scale, the training rows as a line, and the threshold. */
  static String scores(RunReport.Histogram scores) {
    XYIntervalSeries day = new XYIntervalSeries("this day");
    XYSeries training = new XYSeries("training rows, as many");
    double[] edges = scores.edges();
    long rows = LongStream.of(scores.counts()).sum();
    for (int bin = 0; bin < scores.counts().length; bin++) {
      double count = Math.max(scores.counts()[bin], HALF_A_ROW);
      double middle = (edges[bin] + edges[bin + 1]) / 2;
      day.add(middle, edges[bin], edges[bin + 1], count, HALF_A_ROW, count);
      training.add(edges[bin], Math.max(scores.training()[bin] * rows, HALF_A_ROW));
    }
    training.add(edges[edges.length - 1], HALF_A_ROW);
    XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
    bars.addSeries(day);
    LogAxis count = new LogAxis("rows");
    count.setSmallestValue(HALF_A_ROW);
    count.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    NumberAxis score = new NumberAxis("outlierScore");
    score.setAutoRangeIncludesZero(false);
    XYBarRenderer bar = new XYBarRenderer();
    bar.setUseYInterval(true);
    XYStepRenderer line = new XYStepRenderer();
    XYPlot plot = new XYPlot(bars, score, count, bar);
    plot.setDataset(1, new XYSeriesCollection(training));
    plot.setRenderer(1, line);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    JFreeChart chart = Look.on(new JFreeChart(plot));
    bar.setSeriesPaint(0, Look.BLUE);
    line.setSeriesPaint(0, Look.INK);
    line.setSeriesShapesVisible(0, false);
    plot.addDomainMarker(Look.line(scores.threshold(), "threshold"));
    return Drawing.svg(chart, "scores", "Rows by score, with the threshold", HEIGHT);
  }

  /** The largest drifts, each as a share of the size at which it stops a run. */
  static String drift(List<DriftCheck> checks) {
    List<DriftCheck> worst =
        checks.stream()
            .sorted(Comparator.comparingDouble(Charts::share).reversed())
            .limit(MOST_CHECKS)
            .toList();
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (DriftCheck check : worst) {
      String name = check.name() + " " + RunPage.name(check.statistic());
      bars.addValue(Math.min(share(check), LONGEST), check.level(), name);
    }
    JFreeChart chart =
        Look.on(
            ChartFactory.createBarChart(
                null, null, "share of the limit that stops a run, cut at 2", bars));
    CategoryPlot plot = chart.getCategoryPlot();
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    // One bar a name, in its level's colour: those of the other levels are empty and lie below it.
    BarRenderer bar = (BarRenderer) plot.getRenderer();
    bar.setItemMargin(1 - bars.getRowCount());
    for (int row = 0; row < bars.getRowCount(); row++) {
      bar.setSeriesPaint(row, colour((Level) bars.getRowKey(row)));
    }
    plot.addRangeMarker(Look.line(1, ""));
    int height = 100 + BAR * worst.size();
    return Drawing.svg(chart, "drift", "The largest drifts as shares of their limits", height);
  }

  /** Flagged rows of the days before, and of this one. */
  static String flagged(List<RunReport.Day> days) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (RunReport.Day day : days) {
      bars.addValue(day.flagged(), "flagged", day.date());
    }
    JFreeChart chart =
        Look.on(
            ChartFactory.createBarChart(
                null,
                null,
                "flagged rows",
                bars,
                PlotOrientation.VERTICAL,
                /* legend= */ false,
                /* tooltips= */ false,
                /* urls= */ false));
    CategoryPlot plot = chart.getCategoryPlot();
    BarRenderer bar = (BarRenderer) plot.getRenderer();
    bar.setSeriesPaint(0, Look.BLUE);
    bar.setMaximumBarWidth(0.05);
    plot.getDomainAxis().setCategoryLabelPositions(CategoryLabelPositions.UP_90);
    plot.getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    return Drawing.svg(chart, "flagged", "Flagged rows a day", HEIGHT);
  }

  /**
   * A number of every round of training, a line a phase.
   *
   * @param name of the chart
   * @param axis what the number is
   */
  static String rounds(String name, String axis, XYSeriesCollection phases) {
    JFreeChart chart = Look.on(ChartFactory.createXYLineChart(null, "round", axis, phases));
    XYPlot plot = chart.getXYPlot();
    XYLineAndShapeRenderer line = (XYLineAndShapeRenderer) plot.getRenderer();
    Color[] colours = {Look.BLUE, Look.AMBER, Look.RED, Look.GREY, Look.INK};
    for (int phase = 0; phase < phases.getSeriesCount(); phase++) {
      line.setSeriesPaint(phase, colours[phase % colours.length]);
      line.setSeriesShapesVisible(phase, true);
      line.setSeriesShape(phase, DOT);
    }
    plot.getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    ((NumberAxis) plot.getRangeAxis()).setAutoRangeIncludesZero(false);
    return Drawing.svg(chart, name, axis + " after each round", HEIGHT);
  }

  private static double share(DriftCheck check) {
    double share = Math.abs(check.value()) / check.fail();
    return Double.isNaN(share) ? 0 : share;
  }

  private static Color colour(Level level) {
    return switch (level) {
      case OK -> Look.BLUE;
      case WARN -> Look.AMBER;
      case FAIL -> Look.RED;
    };
  }
}
