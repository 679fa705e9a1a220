package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentMemoryTest {

    @Test
    void forgets_the_oldest_when_it_is_full() {
        RecentMemory<Integer> memory = RecentMemory.<Integer>of(3)
                .with("a", 1)
                .with("b", 2)
                .with("c", 3)
                .with("d", 4);
        assertThat(memory.find("a")).isNull();
        assertThat(memory.find("d")).isEqualTo(4);
        assertThat(ids(memory)).containsExactly("b", "c", "d");
        assertThat(memory.size()).isEqualTo(3);
    }

    @Test
    void a_replaced_fact_is_the_newest() {
        RecentMemory<Integer> memory = RecentMemory.<Integer>of(3)
                .with("a", 1)
                .with("b", 2)
                .with("a", 3)
                .with("c", 4)
                .with("d", 5);
        assertThat(ids(memory)).containsExactly("a", "c", "d");
        assertThat(memory.find("a")).isEqualTo(3);
    }

    @Test
    void a_fact_taken_back_leaves_room() {
        RecentMemory<Integer> memory = RecentMemory.<Integer>of(2)
                .with("a", 1)
                .with("b", 2)
                .without("a")
                .with("c", 3);
        assertThat(ids(memory)).containsExactly("b", "c");
        assertThat(memory.without("unheard-of")).isSameAs(memory);
        assertThat(ids(memory.with("d", 4))).containsExactly("c", "d");
    }

    private static List<String> ids(RecentMemory<Integer> memory) {
        List<String> ids = new ArrayList<>();
        memory.forEach((id, value) -> ids.add(id));
        return ids;
    }
}
