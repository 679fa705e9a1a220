package dev.orderflow.infra.engine;

import java.nio.file.Path;

/** The java command that runs this JVM: children run on the same JDK. */
public final class JavaHome {

    private JavaHome() {}

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
