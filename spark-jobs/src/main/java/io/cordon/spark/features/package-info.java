/**
 * Feature extraction: a table is profiled once, a plan is made from the profile, and from the plan
 * come an MLlib pipeline and a compiled row encoder that agree exactly.
 *
 * <p>Runs on: driver; {@link io.cordon.spark.features.RowEncoder} and the profiles run on
 * executors.
 */
package io.cordon.spark.features;
