/** Issues tokens for local use: a key made at the first start, its public half, and tokens for the asking. */
@NullMarked
package dev.orderflow.edge.issuer;

import org.jspecify.annotations.NullMarked;
