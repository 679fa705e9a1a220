package dev.orderflow.launcher;

import dev.orderflow.infra.engine.EngineException;
import dev.orderflow.launcher.aws.AwsCommand;
import dev.orderflow.launcher.capacity.CapacityCommand;
import dev.orderflow.launcher.compose.StackCommand;
import dev.orderflow.launcher.operators.ActCommand;
import dev.orderflow.launcher.operators.ParkedCommand;
import dev.orderflow.launcher.operators.RedriveCommand;
import dev.orderflow.launcher.operators.StuckCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of {@code ./orderflow}. */
@Command(
        name = "orderflow",
        description = "Event-sourced order processing, on real engines on this machine.",
        subcommands = {
            DemoCommand.class,
            ImagesCommand.class,
            StackCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            ImportCommand.class,
            JoinCommand.class,
            LeaveCommand.class,
            ParkedCommand.class,
            RedriveCommand.class,
            StuckCommand.class,
            ActCommand.class,
            ClockCommand.class,
            VerifyCommand.class,
            RebuildCommand.class,
            RestoreCommand.class,
            BenchCommand.class,
            CapacityCommand.class,
            SimulateCommand.class,
            TortureCommand.class,
            AwsCommand.class,
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
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        answerHelp(line);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof SuiteException || failure instanceof EngineException) {
                System.err.println(failure.getMessage());
            } else {
                failure.printStackTrace();
            }
            return 1;
        });
        return line;
    }

    /** Each command by itself, too: that is how people ask. */
    private static void answerHelp(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        line.getSubcommands().values().forEach(Main::answerHelp);
        if (!command.helpCommand()) {
            command.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Says this, and does nothing.")
                    .build());
        }
    }
}
