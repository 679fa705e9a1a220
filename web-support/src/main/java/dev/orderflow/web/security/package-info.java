/** Who may: bearer tokens, scopes, and the caller as an argument of a handler. */
@NullMarked
package dev.orderflow.web.security;

import org.jspecify.annotations.NullMarked;
