package dev.orderflow.launcher;

import java.time.Duration;

/**
 * What one process of the suite takes.
 *
 * @param startUp from its start to its first readiness
 * @param residentKilobytes now; 0 where the operating system does not tell
 */
public record Footprint(String name, Duration startUp, long residentKilobytes) {}
