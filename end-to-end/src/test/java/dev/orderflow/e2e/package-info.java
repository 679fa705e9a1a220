/** The whole suite as processes on real engines, driven through its one entry point. */
package dev.orderflow.e2e;
