package dev.orderflow.simulation;

/** Says what becomes of each call, where that is not left to the seed. */
interface Fates {
    Environment.Fault of(Call call);
}
