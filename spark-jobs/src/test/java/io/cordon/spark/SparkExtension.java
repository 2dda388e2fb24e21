package io.cordon.spark;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the shared session: as a parameter of type {@link SparkSession}, or by {@link
 * SharedSession#session()}; it is stopped after the last class.
 */
public final class SparkExtension implements BeforeAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) {
    ExtensionContext.Store store =
        context.getRoot().getStore(ExtensionContext.Namespace.create(SparkExtension.class));
    SharedSession.session();
    store.getOrComputeIfAbsent(SparkSession.class, key -> new Open());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return SharedSession.session();
  }

  private record Open() implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      SharedSession.stop();
    }
  }
}
