package dev.orderflow.launcher.capacity;

/**
 * What the production environment has whatever comes in, and is paid for. The numbers are counted in its templates:
 * {@code ProductionStacksTest} fails where one of them has changed.
 */
final class ProductionStacks {
    static final int SERVICES = 5;
    static final int ZONES = 3;
    static final int INTERFACE_ENDPOINTS = 12;
    static final int NAT_GATEWAYS = 3;
    static final int TABLES = 44;

    /** Contributor Insights makes two rules for each table, and four where its key has two parts. */
    static final int INSIGHTS_RULES = 104;

    static final int KEYS = 4;
    static final int ALARMS = 46;
    static final int COMPOSITE_ALARMS = 2;

    /** By which alarms are paid: an alarm on an expression counts once for each metric in it. */
    static final int ALARM_METRICS = 58;

    /** Application Auto Scaling keeps two alarms for each policy that tracks a target. */
    static final int SCALING_ALARM_METRICS = 30;

    static final int DASHBOARDS = 1;

    /** Each has metrics of its own, since the stage has MetricsEnabled for every method. */
    static final int API_OPERATIONS = 37;

    /** Reads of the catalogue, from a cache of this size: its price is by size. */
    static final int CACHED_OPERATIONS = 2;

    static final double API_CACHE_GB = 0.5;

    static final int FIREWALLS = 1;

    /** A managed group is paid as one rule. */
    static final int FIREWALL_RULES = 4;

    /** Filters by which S3 counts requests. */
    static final int BUCKET_METRIC_FILTERS = 1;

    /** How long the events stack's bus keeps events. */
    static final int REPLAYABLE_DAYS = 30;

    private ProductionStacks() {}
}
