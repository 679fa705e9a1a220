package dev.orderflow.launcher.compose;

import picocli.CommandLine.Command;

/** What the compose stack's own containers do; nobody else needs it. */
@Command(
        name = "stack",
        hidden = true,
        description = "What the containers of docker-compose.yml do beside the services.",
        subcommands = {PrepareCommand.class, KeepCommand.class, SeedCommand.class})
public final class StackCommand {}
