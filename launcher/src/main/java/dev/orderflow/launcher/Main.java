package dev.orderflow.launcher;

import dev.orderflow.infra.engine.EngineException;
import dev.orderflow.launcher.operators.ActCommand;
import dev.orderflow.launcher.operators.ParkedCommand;
import dev.orderflow.launcher.operators.RedriveCommand;
import dev.orderflow.launcher.operators.StuckCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code ./orderflow}. */
@Command(
        name = "orderflow",
        description = "Event-sourced order processing, on real engines on this machine.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            ImportCommand.class,
            VerifyCommand.class,
            RebuildCommand.class,
            RestoreCommand.class,
            BenchCommand.class,
            SimulateCommand.class,
            ParkedCommand.class,
            RedriveCommand.class,
            TortureCommand.class,
            JoinCommand.class,
            LeaveCommand.class,
            StuckCommand.class,
            ActCommand.class,
            ClockCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "  logs [service]   follows the logs",
            "  doctor           says what this machine lacks, and how to get it",
            "",
            "Everything that is written lies in .orderflow; other ports by ORDERFLOW_PORT_BASE."
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof SuiteException || failure instanceof EngineException) {
                System.err.println(failure.getMessage());
            } else {
                failure.printStackTrace();
            }
            return 1;
        });
        System.exit(line.execute(arguments));
    }
}
