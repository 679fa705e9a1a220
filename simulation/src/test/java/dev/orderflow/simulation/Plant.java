package dev.orderflow.simulation;

/** Bugs that are planted to see whether the simulation finds them. */
enum Plant {
    NONE,
    CHECKPOINT_BEFORE_EFFECT
}
