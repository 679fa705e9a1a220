/** For the tests of the services: an issuer of tokens. */
@NullMarked
package dev.orderflow.web.testing;

import org.jspecify.annotations.NullMarked;
