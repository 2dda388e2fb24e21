package io.cordon.detector.registry;

import io.cordon.detector.Fitted;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.rows.ScoreProfile;
import io.cordon.training.Training;
import java.util.List;
import java.util.TreeMap;

/** The codes of an autoencoder that is trained on the same rows. */
record AutoencoderCodes(Autoencoder encoder, Encoded.Features features) implements Encoder {
  private static final String ERROR_SCALE = "error-scale";

  @Override
  public boolean isSeeded() {
    return true;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    Fitted encoding = encoder.fit(rows, training.toTheLastRound());
    TreeMap<String, Double> constants = new TreeMap<>();
    constants.put(ERROR_SCALE, ScoreProfile.of(rows, encoder.score(encoding)).mean());
    return new Fitted(rows.width(), encoding.vectors(), constants, List.of());
  }

  @Override
  public RowFunction codes(Fitted fitted) {
    RowFunction code = encoder.encoder(fitted);
    return switch (features) {
      case CODE -> code;
      case CODE_AND_FIT ->
          new CodeAndFit(code, encoder.score(fitted), fitted.constants().get(ERROR_SCALE));
    };
  }
}
