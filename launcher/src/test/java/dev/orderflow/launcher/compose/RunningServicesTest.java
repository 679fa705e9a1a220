package dev.orderflow.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningServicesTest {
    @Test
    void whoever_listens_runs() throws IOException {
        try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(RunningServices.among(List.of("127.0.0.1", "absent.invalid"), service.getLocalPort()))
                    .containsExactly("127.0.0.1");
        }
    }
}
