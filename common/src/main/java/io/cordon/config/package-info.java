/**
 * Settings as typed, checked values. It knows no key: what keys there are, the reference says.
 *
 * <p>Runs on: driver.
 */
package io.cordon.config;
