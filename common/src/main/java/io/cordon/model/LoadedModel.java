package io.cordon.model;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.registry.Detectors;
import io.cordon.network.Engine;
import io.cordon.rows.RowFunction;
import java.util.Optional;

/**
 * A model that can score: the detector is made again of the settings that the model carries.
 *
 * @param score by what was learned
 * @param control by the untrained network
 * @param contributions each feature's part of the score, where the score is a sum over the features
 */
public record LoadedModel(
    Model model, RowFunction score, RowFunction control, Optional<RowFunction> contributions) {

  /** A model ready to score. */
  public static LoadedModel of(Model model) {
    Settings settings =
        Settings.load(ConfigFactory.parseString(model.settingsJson()), Settings.reference());
    Engine engine = settings.oneOf("training.engine", Engine.class);
    Detector detector = Detectors.from(settings, engine);
    settings.finish();
    return new LoadedModel(
        model,
        detector.score(model.fitted()),
        detector.score(model.fitted().control()),
        detector.contributions(model.fitted()));
  }

  /**
   * Reads a model and makes it ready.
   *
   * @throws io.cordon.error.UserException where the files are no sound model of this release
   */
  public static LoadedModel read(Folder folder) {
    return of(ModelFiles.read(folder));
  }
}
