package dev.orderflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "token", description = "Prints a token of the local issuer: TOKEN=$(./orderflow token customer)")
final class TokenCommand implements Callable<Integer> {
    enum Client {
        customer,
        operator
    }

    @Parameters(description = "${COMPLETION-CANDIDATES}")
    private Client client = Client.customer;

    @Option(names = "--sub", description = "Whose token; a customer's id for a customer.")
    private String subject = "";

    @Override
    public Integer call() {
        System.out.println(Surroundings.api().token(client.name(), subject));
        return 0;
    }
}
