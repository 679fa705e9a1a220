/** The consumer runtime on the Kinesis Client Library: leases prepared, checkpoints explicit, nothing ever thrown. */
@NullMarked
package dev.orderflow.eventstore.aws.kcl;

import org.jspecify.annotations.NullMarked;
