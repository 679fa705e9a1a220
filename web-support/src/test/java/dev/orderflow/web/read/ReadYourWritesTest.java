package dev.orderflow.web.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadYourWritesTest {
    private final ReadYourWrites reads = new ReadYourWrites("things"::equals);

    private Freshness read(String readModel, long stored, long wanted) {
        return reads.read(
                        readModel, new ReadDemand(wanted, Duration.ZERO), () -> Optional.of(stored), version -> version)
                .freshness();
    }

    @Test
    void a_read_model_that_is_being_rebuilt_says_so_only_where_the_version_is_not_there_yet() {
        assertThat(read("things", 3, 3)).isEqualTo(Freshness.FRESH);
        assertThat(read("things", 3, 4)).isEqualTo(Freshness.REBUILDING);
        assertThat(read("others", 3, 4)).isEqualTo(Freshness.PENDING);
        assertThat(Freshness.REBUILDING.headerValue()).isEqualTo("rebuilding");
    }
}
