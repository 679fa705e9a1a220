package dev.orderflow.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.edge.RunningEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Large bodies pass through; they are never held. */
class UploadIT extends RunningEdge {

    private static final int MEBI = 1024 * 1024;

    private static final int SIZE = 50 * MEBI;

    @Test
    void streams_an_upload_the_service_reads_its_begin_before_the_client_has_its_end() throws Exception {
        CountDownLatch beginSeen = new CountDownLatch(1);
        AtomicLong received = new AtomicLong();
        ORDERS.handle(exchange -> {
            try (InputStream body = exchange.getRequestBody()) {
                byte[] buffer = new byte[64 * 1024];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    received.addAndGet(read);
                    if (received.get() >= MEBI) {
                        beginSeen.countDown();
                    }
                }
            }
            exchange.sendResponseHeaders(202, -1);
        });

        HttpResponse<String> response = send(to("/v1/imports")
                .header("Content-Type", "application/gzip")
                .POST(BodyPublishers.ofInputStream(() -> new Zeros(SIZE, 4 * MEBI, beginSeen))));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(received).hasValue(SIZE);
    }

    @Test
    void brings_an_early_refusal_to_the_client() throws Exception {
        // As the services do for a bad token: answer at once, throw 16 MiB of the rest away, and close.
        AtomicLong thrownAway = new AtomicLong();
        ORDERS.handle(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            byte[] problem = "{\"code\":\"unauthenticated\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.getResponseBody().flush();
            thrownAway.set(exchange.getRequestBody().readNBytes(16 * MEBI).length);
        });

        HttpResponse<String> response = send(to("/v1/imports")
                .header("Content-Type", "application/gzip")
                .POST(BodyPublishers.ofInputStream(() -> new Zeros(SIZE, SIZE, new CountDownLatch(0)))));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"code\":\"unauthenticated\"}");
        assertThat(thrownAway).as("bytes sent after the answer").hasValueLessThan(16 * MEBI);
    }

    @Test
    void streams_a_large_answer() throws Exception {
        ORDERS.handle(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[MEBI];
            for (int i = 0; i < 50; i++) {
                exchange.getResponseBody().write(chunk);
            }
        });

        HttpResponse<InputStream> response =
                HTTP.send(to("/v1/orders").build(), HttpResponse.BodyHandlers.ofInputStream());

        try (InputStream body = response.body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
        }
    }

    /** So many zeros, which stop at a gate until the other side has been seen to read. */
    private static final class Zeros extends InputStream {
        private final long gate;
        private final CountDownLatch open;
        private final long size;
        private long given;

        Zeros(long size, long gate, CountDownLatch open) {
            this.size = size;
            this.gate = gate;
            this.open = open;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("Read in chunks");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (given >= size) {
                return -1;
            }
            if (given >= gate) {
                try {
                    if (!open.await(20, TimeUnit.SECONDS)) {
                        throw new IOException("The begin of the upload never arrived: it is being held somewhere");
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IOException(interrupted);
                }
            }
            int count = (int) Math.min(length, size - given);
            Arrays.fill(into, offset, offset + count, (byte) 0);
            given += count;
            return count;
        }
    }
}
