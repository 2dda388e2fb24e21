package io.cordon.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** How every chart looks: white paper, one font, no boxes, no shades. */
final class Look {
  static final Color INK = new Color(0x22, 0x2B, 0x36);
  static final Color BLUE = new Color(0x3B, 0x6E, 0xA8);
  static final Color AMBER = new Color(0xD9, 0x8E, 0x04);
  static final Color RED = new Color(0xC0, 0x39, 0x2B);
  static final Color GREY = new Color(0x9A, 0xA5, 0xB1);
  private static final Color GRID = new Color(0xE3, 0xE7, 0xEB);
  private static final Font WORDS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private Look() {}

  /** Gives a chart the look, before its own colours are set: a theme takes these away. */
  static JFreeChart on(JFreeChart chart) {
    StandardChartTheme theme = new StandardChartTheme("plain", false);
    theme.setExtraLargeFont(WORDS);
    theme.setLargeFont(WORDS);
    theme.setRegularFont(WORDS);
    theme.setSmallFont(WORDS);
    theme.setChartBackgroundPaint(Color.WHITE);
    theme.setPlotBackgroundPaint(Color.WHITE);
    theme.setAxisLabelPaint(INK);
    theme.setTickLabelPaint(INK);
    theme.setDomainGridlinePaint(GRID);
    theme.setRangeGridlinePaint(GRID);
    theme.setBarPainter(new StandardBarPainter());
    theme.setXYBarPainter(new StandardXYBarPainter());
    theme.setShadowVisible(false);
    theme.setAxisOffset(RectangleInsets.ZERO_INSETS);
    theme.apply(chart);
    chart.getPlot().setOutlineVisible(false);
    if (chart.getLegend() != null) {
      chart.getLegend().setFrame(BlockBorder.NONE);
    }
    return chart;
  }

  /** A red line across a chart. */
  static ValueMarker line(double at, String label) {
    ValueMarker line = new ValueMarker(at, RED, new BasicStroke(1.5f));
    line.setLabel(label);
    line.setLabelFont(WORDS);
    line.setLabelPaint(RED);
    line.setLabelBackgroundColor(Color.WHITE);
    line.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    line.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    return line;
  }
}
