/**
 * Deploys the stacks in {@code infra/cloudformation} to AWS or to LocalStack.
 *
 * <p>Read {@link dev.orderflow.infra.cloudformation.Environment} first (what is deployed where), then
 * {@link dev.orderflow.infra.cloudformation.Deployer} (in what order, and what each stack is told) and
 * {@link dev.orderflow.infra.cloudformation.Stack} (how one is changed).
 */
@NullMarked
package dev.orderflow.infra.cloudformation;

import org.jspecify.annotations.NullMarked;
